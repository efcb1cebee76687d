/** Said when a store cannot be opened; the command line prints it as it is. */
export class StorageOpenError extends Error {
  override readonly name = 'StorageOpenError'
}

/** Said when the server of a store does not answer: nothing is known to have been written. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError'
}
