/** Something of an operation that could not be carried over (an error) or was simplified (a warning). */
export interface OperationProblem {
  readonly severity: 'error' | 'warning'
  readonly code: string
  /** Keys and indexes from the operation down to where it stands. */
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly hint?: string
}

/** Something that was left out or made more general, so that what is served still works. */
export function simplified(path: OperationProblem['path'], message: string, hint?: string): OperationProblem {
  const problem = { severity: 'warning', code: 'SALLYPORT_MCP_SIMPLIFIED', path, message } as const
  return hint === undefined ? problem : { ...problem, hint }
}
