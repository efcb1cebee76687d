import type { IdentityProvider } from './identity-provider.ts'

/** Firebase Authentication of a project; the project id is issuer and audience of its ID tokens. */
export function describeFirebase(projectId: string): IdentityProvider {
  return {
    issuer: `https://securetoken.google.com/${projectId}`,
    keys: {
      kind: 'url',
      url: 'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
    },
    algorithms: ['RS256'],
  }
}
