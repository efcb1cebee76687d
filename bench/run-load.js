import { fileURLToPath } from 'node:url'
import { startPinned } from './pinned-process.js'

/**
 * @typedef {object} LoadJob
 * @property {string} url
 * @property {number} connections
 * @property {number} seconds
 * @property {readonly import('./requests.js').BenchRequest[]} requests Sent in turn.
 */

/**
 * @typedef {object} LoadOutcome
 * @property {number} requests
 * @property {number} seconds
 * @property {number} failures Transport errors, timeouts and answers other than 2xx.
 * @property {number} p50 Milliseconds.
 * @property {number} p99 Milliseconds.
 */

/**
 * Runs one burst of load on the second core.
 *
 * @param {LoadJob} job
 * @returns {Promise<LoadOutcome>}
 */
export async function runLoad(job) {
  const child = startPinned(1, [fileURLToPath(new URL('load.js', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin?.end(JSON.stringify(job))
  let text = ''
  for await (const chunk of child.stdout ?? []) text += chunk
  return JSON.parse(text)
}
