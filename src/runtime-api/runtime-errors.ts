/** What `new RuntimeError(…)` takes in place of a message. */
export interface RuntimeErrorInit {
  readonly message: string
  /** Laid into the problem document that answers the request. */
  readonly extensionMembers?: Readonly<Record<string, unknown>>
}

/** An error of a project module; it answers the request as a problem document. */
export class RuntimeError extends Error {
  override readonly name: string = 'RuntimeError'
  readonly extensionMembers: Readonly<Record<string, unknown>> | undefined
  readonly status: number | undefined

  constructor(init: string | RuntimeErrorInit, options: ErrorOptions & { status?: number } = {}) {
    super(typeof init === 'string' ? init : init.message, options)
    this.extensionMembers = typeof init === 'string' ? undefined : init.extensionMembers
    this.status = options.status
  }
}

/** An error about how the project is set up. */
export class ConfigurationError extends RuntimeError {
  override readonly name = 'ConfigurationError'
}
