import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { describeSupabase } from '../../../oauth/resource-server/identity-providers/supabase.ts'
import { createJwtPolicy } from '../../bearer/create-jwt-policy.ts'
import { reportShortSecret } from '../../bearer/report-secret.ts'
import { supabaseJwtAuthOptions } from './options.ts'

/** Accepts tokens of a Supabase project. */
export const supabaseJwtAuth = defineInboundPolicy({
  stage: 'inbound',
  exports: ['SupabaseJwtInboundPolicy'],
  policyTypes: ['supabase-jwt-auth-inbound', 'supabase-jwt-inbound'],
  options: supabaseJwtAuthOptions,
  create: (options, setup) => {
    const { secret, projectUrl = '', requiredClaims } = options
    if (secret !== undefined) reportShortSecret(secret, setup)
    const project = secret === undefined ? { projectUrl } : { secret }
    return createJwtPolicy(describeSupabase(project, requiredClaims), options, setup)
  },
})
