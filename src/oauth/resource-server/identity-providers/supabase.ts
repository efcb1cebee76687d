import { secretAlgorithms } from '../secret-key.ts'
import type { IdentityProvider } from './identity-provider.ts'

/** How the tokens of a Supabase project are verified: with its keys, or with the secret of older projects. */
export type SupabaseProject = { readonly secret: string } | { readonly projectUrl: string }

/** A Supabase project. */
export function describeSupabase(
  project: SupabaseProject,
  requiredClaims: Readonly<Record<string, readonly string[]>>,
): IdentityProvider {
  if ('secret' in project) {
    const keys = { kind: 'secret', secret: project.secret } as const
    return { issuer: undefined, keys, algorithms: secretAlgorithms, claims: { requiredClaims } }
  }
  const issuer = `${project.projectUrl.replace(/\/$/, '')}/auth/v1`
  return {
    issuer,
    keys: { kind: 'url', url: `${issuer}/.well-known/jwks.json` },
    algorithms: ['ES256', 'RS256'],
    claims: { requiredClaims },
  }
}
