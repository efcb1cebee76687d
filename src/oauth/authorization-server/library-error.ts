import type { OidcProvider } from './load-oidc-provider.ts'
import type { OktaError } from './okta-errors.ts'

/** What the library's errors carry: the OAuth error, what a client is told, and what only a log may hold. */
export interface LibraryError {
  readonly error: string
  readonly statusCode: number
  readonly error_description?: string
  readonly error_detail?: string
  readonly scope?: string
}

/** True for the library's own errors; anything else thrown inside it is a failure of ours. */
export function isLibraryError(error: unknown): error is Error & LibraryError {
  return (
    error instanceof Error && 'error' in error && typeof error.error === 'string' && 'statusCode' in error
  )
}

/** An error that a hook may throw, so that the library answers with Okta's words. */
export function toLibraryError(library: OidcProvider, problem: OktaError): Error {
  const error = new library.errors.OIDCProviderError(problem.status, problem.error)
  error.error_description = problem.description
  return error
}
