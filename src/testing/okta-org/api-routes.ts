import type { ApiRoute } from './api-call.ts'
import { applicationAssignmentRoutes } from './routes/application-assignments.ts'
import { applicationSecretRoutes } from './routes/application-secrets.ts'
import { applicationRoutes } from './routes/applications.ts'
import { authorizationServerRoutes } from './routes/authorization-servers.ts'
import { claimRoutes } from './routes/claims.ts'
import { groupRoutes } from './routes/groups.ts'
import { policyRoutes } from './routes/policies.ts'
import { policyRuleRoutes } from './routes/policy-rules.ts'
import { scopeRoutes } from './routes/scopes.ts'
import { trustedOriginRoutes } from './routes/trusted-origins.ts'
import { userRoutes } from './routes/users.ts'

/** Every endpoint of the Management API that an organization for tests has. */
export const apiRoutes: readonly ApiRoute[] = [
  ...authorizationServerRoutes,
  ...scopeRoutes,
  ...claimRoutes,
  ...policyRoutes,
  ...policyRuleRoutes,
  ...applicationRoutes,
  ...applicationAssignmentRoutes,
  ...applicationSecretRoutes,
  ...groupRoutes,
  ...userRoutes,
  ...trustedOriginRoutes,
]
