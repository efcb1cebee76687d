import { once } from 'node:events'

/**
 * Puts load on a server and says what it did to it.
 *
 * @param {import('node:child_process').ChildProcess} server
 * @param {() => Promise<import('./run-load.js').LoadOutcome>} load
 * @returns {Promise<import('./statistics.js').Round>}
 */
export async function measureRound(server, load) {
  const before = await usageOf(server)
  const outcome = await load()
  const after = await usageOf(server)
  return {
    requestsPerSecond: outcome.requests / outcome.seconds,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / outcome.requests,
    rssBytes: after.rssBytes,
    p50: outcome.p50,
    p99: outcome.p99,
    failures: outcome.failures,
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server Reports its use when asked.
 * @returns {Promise<{ cpuMicroseconds: number, rssBytes: number }>}
 */
export async function usageOf(server) {
  server.send('usage')
  const [usage] = await once(server, 'message')
  return usage
}
