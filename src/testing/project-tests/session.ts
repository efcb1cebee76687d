/** What `sallyport test` tells the process that runs the test files. */
export interface TestSession {
  /** Origin of the gateway under test. */
  readonly url: string
  readonly filter: string | undefined
  /** Bundled test files: the name people know, and the URL to load. */
  readonly files: readonly { readonly name: string; readonly url: string }[]
  /** The authorization servers that serve beside the gateway; none when it was started elsewhere. */
  readonly authorizationServers: readonly { readonly id: string; readonly issuer: string }[]
  /** Secrets of the clients that have one, by client id. */
  readonly clientSecrets: Readonly<Record<string, string>>
}

let current: TestSession | undefined = undefined

/** Sets what helpers of tests know of the gateway. */
export function openSession(session: TestSession): void {
  current = session
}

/** The session of this process. */
export function currentSession(): TestSession {
  if (current === undefined) throw new Error('This works in tests that `sallyport test` runs.')
  return current
}
