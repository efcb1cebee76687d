import type { Identity } from '../../src/identity/identity.ts'
import { sampleIdentity } from './authorization-server-world.ts'

/** The sample with a scope of each kind of consent, all of which every rule holds. */
export function consentIdentity(origin: string): Identity {
  const identity = sampleIdentity(origin, { scopes: '*' })
  return {
    ...identity,
    authorizationServers: identity.authorizationServers.map((server) => ({
      ...server,
      scopes: [
        ...server.scopes,
        ...(['REQUIRED', 'FLEXIBLE'] as const).map((consent) => ({
          name: consent.toLowerCase(),
          displayName: `Do ${consent} things`,
          description: `What ${consent} means.`,
          consent,
          default: false,
          published: true,
        })),
      ],
    })),
  }
}
