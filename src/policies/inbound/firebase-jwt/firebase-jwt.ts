import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeFirebase } from '../../../oauth/resource-server/identity-providers/firebase.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { listOf } from '../../bearer/options.ts'
import { firebaseJwtOptions } from './options.ts'

/** Accepts the ID tokens of Firebase Authentication. */
export const firebaseJwt = defineInboundPolicy({
  stage: 'inbound',
  exports: ['FirebaseJwtInboundPolicy'],
  policyTypes: ['firebase-jwt-inbound', 'firebase-jwt-auth-inbound'],
  options: firebaseJwtOptions,
  create: (options, setup) => {
    const { projectId, audience = projectId } = options
    return createJwtPolicy(describeFirebase(projectId), options, setup, { audiences: listOf(audience) })
  },
})
