import { isLibraryError } from './library-error.ts'
import { oktaErrors } from './okta-errors.ts'

/** An error of the library for a person; its words for a sign-in that cannot go on are for developers. */
export function explainError(error: Error): string {
  if (!isLibraryError(error)) return oktaErrors.internal.description
  if (error.name === 'SessionNotFound')
    return 'This sign-in has expired. Go back to your application and start again.'
  if (error.name === 'InvalidRequestUri') return oktaErrors.invalidRequestUri.description
  return error.error_description ?? 'The request cannot be served.'
}
