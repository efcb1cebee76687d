import { GatewayError } from '../foundation/errors.ts'

/** Said when a store cannot be opened; the command line prints it as it is. */
export class StorageOpenError extends Error {
  override readonly name = 'StorageOpenError'
}

/** The server of a store did not answer, so a write may or may not have happened; the cause is for the log alone. */
export function stateUnavailable(cause: unknown): GatewayError {
  return new GatewayError('SALLYPORT_STATE_UNAVAILABLE', { cause, headers: { 'retry-after': '2' } })
}
