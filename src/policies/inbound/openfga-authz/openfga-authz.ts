import type { output } from 'zod'
import { defineInboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import type { Authenticate } from '../../decision/ask-decision-point.ts'
import { createClientCredentials } from '../../openfga/client-credentials.ts'
import { createOpenFgaPolicy } from '../../openfga/create-policy.ts'
import { openfgaAuthzOptions } from './options.ts'

/** Asks an OpenFGA server whether the caller may. */
export const openfgaAuthz = defineInboundPolicy({
  stage: 'inbound',
  exports: ['OpenFGAAuthZInboundPolicy'],
  policyTypes: ['openfga-authz-inbound'],
  options: openfgaAuthzOptions,
  create: (options, setup) =>
    createOpenFgaPolicy(options.apiUrl, options, createAuthentication(options, setup), setup),
})

function createAuthentication(
  { credentials, timeoutSeconds }: output<typeof openfgaAuthzOptions>,
  setup: PolicySetup,
): Authenticate {
  switch (credentials.method) {
    case 'none':
      return () => Promise.resolve(undefined)
    case 'api-token':
      return () => Promise.resolve(['authorization', `Bearer ${credentials.token}`])
    case 'header':
      return () => Promise.resolve([credentials.headerName.toLowerCase(), credentials.headerValue])
    case 'client-credentials':
      return createClientCredentials(credentials, timeoutSeconds * 1000, setup)
  }
}
