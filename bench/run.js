// Compares Sallyport with the floor and with the official SDK, round by round in one run: contestants take turns, each
// server on core 0, the load on core 1. Read ratios and CPU per request; absolute numbers are the machine's.
import { existsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string', default: 'echo,relay,sdk,sallyport' },
    out: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) },
  },
})

if (!existsSync(new URL('node_modules', import.meta.url))) {
  console.error('The bench has dependencies of its own: run `npm ci --prefix bench --ignore-scripts` first.')
  process.exit(1)
}
const { startEcho, startRelay, startSallyport, startSdk, startServer } = await import('./contestants.js')
const { startIssuer } = await import('./issuer.js')
const { measureRound } = await import('./measure-round.js')
const { runLoad } = await import('./run-load.js')
const { writeResults } = await import('./write-results.js')

const connections = Number(values.connections)
const seconds = Number(values.seconds)
const issuer = await startIssuer()
const upstream = await startServer('servers/upstream.js', {}, 1)
const upstreamOrigin = new URL(upstream.url).origin
const starters = {
  echo: () => startEcho(),
  relay: () => startRelay(upstreamOrigin),
  sdk: () => startSdk(),
  sallyport: () => startSallyport(upstreamOrigin, issuer),
}
const wanted = values.only.split(',')
const chosen = Object.entries(starters).filter(([name]) => wanted.includes(name))
const started = await Promise.all(chosen.map(([, start]) => start()))
const measurements = started
  .flat()
  .map((measurement) => ({ ...measurement, rounds: /** @type {any[]} */ ([]) }))

for (const measurement of measurements) {
  await checkAnswer(measurement)
  await load(measurement, 2)
}
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const measurement of measurements)
    measurement.rounds.push(await measureRound(measurement.process, () => load(measurement, seconds)))
  console.error(`round ${round} of ${values.rounds}`)
}

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  rounds: values.rounds,
  seconds: values.seconds,
  connections: values.connections,
  load: loadavg()[0]?.toFixed(1),
}
const series = measurements.map(({ contestant, what, rounds }) => ({ contestant, what, rounds }))
console.log(await writeResults(values.out, machine, series))
for (const { process: child } of [upstream, ...measurements]) child.kill()
issuer.close()

/**
 * A fast wrong answer must not win.
 *
 * @param {import('./contestants.js').Measurement} measurement
 */
async function checkAnswer({ contestant, what, url, requests, expected }) {
  const { headers, body } = requests[0] ?? { headers: {}, body: '' }
  const response = await fetch(url, { method: 'POST', headers, body })
  const text = await response.text()
  if (!response.ok || !text.includes(expected)) {
    throw new Error(`${contestant} ${what} answered ${response.status}: ${text}`)
  }
}

/**
 * @param {import('./contestants.js').Measurement} measurement
 * @param {number} duration
 */
function load({ url, requests }, duration) {
  return runLoad({ url, connections, seconds: duration, requests })
}
