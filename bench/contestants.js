import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startPinned } from './pinned-process.js'
import { forwardedCall, plainCall, toolCall, toolsList } from './requests.js'

/**
 * @typedef {object} Measurement
 * @property {string} contestant
 * @property {string} what
 * @property {string} url
 * @property {import('node:child_process').ChildProcess} process
 * @property {readonly import('./requests.js').BenchRequest[]} requests
 * @property {string} expected A text the answer must hold.
 */

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))
const reportUsage = ['--import', new URL('servers/report-usage.js', import.meta.url).href]
const total = '3750'
const tokensInUse = 64
const newTokens = 1_024

/**
 * The floor: what Node costs before any protocol.
 *
 * @returns {Promise<Measurement[]>}
 */
export async function startEcho() {
  const { url, process } = await startServer('servers/echo.js')
  return [{ contestant: 'echo', what: 'call', url, process, requests: [toolCall], expected: total }]
}

/**
 * The floor of a forwarded call.
 *
 * @param {string} upstream
 * @returns {Promise<Measurement[]>}
 */
export async function startRelay(upstream) {
  const { url, process } = await startServer('servers/relay.js', { BENCH_UPSTREAM: upstream })
  return [{ contestant: 'relay', what: 'forward', url, process, requests: [toolCall], expected: total }]
}

/**
 * The official SDK.
 *
 * @returns {Promise<Measurement[]>}
 */
export async function startSdk() {
  const { url, process } = await startServer('servers/sdk.js')
  const shared = { contestant: 'sdk', url, process }
  return [
    { ...shared, what: 'list', requests: [toolsList], expected: 'get_quote' },
    { ...shared, what: 'call', requests: [toolCall], expected: total },
  ]
}

/**
 * Sallyport: one process with an open MCP route, one that wants a token, and one that checks it afresh at every request,
 * as it does with a token it has not seen before.
 *
 * @param {string} upstream
 * @param {import('./issuer.js').BenchIssuer} issuer
 * @returns {Promise<Measurement[]>}
 */
export async function startSallyport(upstream, issuer) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const process = startPinned(0, [...reportUsage, here('servers/sallyport.js')], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PORT: String(port), BENCH_UPSTREAM: upstream, BENCH_ISSUER: issuer.issuer },
  })
  await waitForHealth(`${origin}/health`, process)
  const issue = (/** @type {number} */ length) =>
    Promise.all(Array.from({ length }, () => issuer.issueToken(`${origin}/mcp`)))
  const tokens = await issue(tokensInUse)
  const measure = (
    /** @type {string} */ contestant,
    /** @type {string} */ below,
    /** @type {readonly string[]} */ bearers,
  ) =>
    [
      { what: 'list', path: '/mcp', request: toolsList, expected: 'get_quote' },
      { what: 'call', path: '/plain/mcp', request: plainCall, expected: total },
      { what: 'call a function', path: '/mcp', request: toolCall, expected: total },
      { what: 'forward', path: '/forward/mcp', request: forwardedCall, expected: total },
    ].map(({ what, path, request, expected }) => ({
      contestant,
      what,
      url: origin + below + path,
      process,
      expected,
      requests:
        bearers.length === 0
          ? [request]
          : bearers.map((token) => ({
              ...request,
              headers: { ...request.headers, authorization: `Bearer ${token}` },
            })),
    }))
  const cold = measure('sallyport+new token', '/cold', await issue(newTokens)).filter(
    ({ what }) => what === 'call',
  )
  return [...measure('sallyport', '/open', []), ...measure('sallyport+token', '', tokens), ...cold]
}

/**
 * Sallyport over a project with many tools.
 *
 * @param {string} folder
 */
export async function startLarge(folder) {
  const port = await freePort()
  const process = startPinned(0, [...reportUsage, here('servers/sallyport.js')], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PORT: String(port), BENCH_PROJECT: folder, LOG_LEVEL: 'error' },
  })
  await waitForHealth(`http://127.0.0.1:${port}/health`, process)
  return { url: `http://127.0.0.1:${port}/mcp`, process }
}

/**
 * @param {string} script
 * @param {NodeJS.ProcessEnv} [env]
 * @param {number} [core]
 */
export async function startServer(script, env = {}, core = 0) {
  const process = startPinned(core, [...reportUsage, here(script)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env,
  })
  if (process.stdout === null) throw new Error(`${script} has no output`)
  const [line] = await once(createInterface({ input: process.stdout }), 'line')
  return { url: JSON.parse(line).url, process }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} process
 * @returns {Promise<void>}
 */
async function waitForHealth(url, process) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (process.exitCode !== null)
      throw new Error('sallyport stopped; `npx sallyport check bench/project` says why')
    const healthy = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (healthy) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} does not answer`)
}
