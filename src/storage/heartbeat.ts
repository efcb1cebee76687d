/** Asks a server again and again whether it is there, so that readiness is known without waiting for an answer. */
export interface Heartbeat {
  /** What the last question found, or undefined when it was answered. */
  problem(): string | undefined
  stop(): void
}

/** What a heartbeat needs. */
export interface HeartbeatInput {
  /** Rejects when the server does not answer; bounded in time by its maker. */
  readonly ping: () => Promise<unknown>
  /** A sentence for people, without the reason: reasons may name hosts and users. */
  readonly problem: string
  /** Milliseconds between two questions; default 2000. */
  readonly everyMs?: number
}

/** Starts a heartbeat for a server that has just answered. */
export function startHeartbeat({ ping, problem, everyMs = 2000 }: HeartbeatInput): Heartbeat {
  let found: string | undefined
  let asking = false
  const timer = setInterval(() => {
    if (asking) return
    asking = true
    void ping().then(
      () => {
        found = undefined
        asking = false
      },
      () => {
        found = problem
        asking = false
      },
    )
  }, everyMs)
  return { problem: () => found, stop: () => clearInterval(timer) }
}
