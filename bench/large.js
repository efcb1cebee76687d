// What a server with many tools costs: its start, tools/list, and a call beside that of a server with one tool. Servers
// take turns round by round, each on core 0, the load on core 1; a plain server that sends as many bytes is the floor of a
// list. Read ratios and CPU; absolute numbers are the machine's.
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    tools: { type: 'string', default: '1,805,5000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
})
const { startLarge, startServer } = await import('./contestants.js')
const { writeLargeProject } = await import('./large-project.js')
const { toolCall, toolsList } = await import('./requests.js')
const { measureRound, usageOf } = await import('./measure-round.js')
const { runLoad } = await import('./run-load.js')
const { median, pairedRatio, shareOfProcessor } = await import('./statistics.js')

const servers = []
for (const tools of values.tools.split(',').map(Number)) {
  const folder = await writeLargeProject(tools)
  const started = await startLarge(folder)
  const usage = await usageOf(started.process)
  const bytes = await checkAnswers(started.url, tools)
  const floor = await startServer('servers/static.js', { BENCH_BYTES: String(bytes) })
  servers.push({ tools, folder, started, floor, usage, bytes, rounds: newRounds() })
}
for (let round = 0; round <= Number(values.rounds); round++) {
  for (const { started, floor, rounds } of servers) {
    const list = await measure(started, toolsList, 4)
    const plain = await measure(floor, toolsList, 4)
    const call = await measure(started, toolCall, 32)
    // The first round warms up.
    if (round === 0) continue
    rounds.list.push(list)
    rounds.floor.push(plain)
    rounds.call.push(call)
  }
}
console.log(
  '| tools | start CPU ms | RSS MB | list KB | list CPU µs | list to floor (CPU) | call CPU µs | call to 1 tool (CPU) |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
const [first] = servers
for (const { tools, usage, bytes, rounds } of servers) {
  const cells = [
    tools,
    (usage.cpuMicroseconds / 1000).toFixed(0),
    (usage.rssBytes / 2 ** 20).toFixed(0),
    (bytes / 1024).toFixed(0),
    median(rounds.list.map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(0),
    pairedRatio(rounds.list, rounds.floor, shareOfProcessor).toFixed(2),
    median(rounds.call.map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(0),
    pairedRatio(rounds.call, first?.rounds.call, shareOfProcessor).toFixed(2),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
for (const { started, floor, folder } of servers) {
  started.process.kill()
  floor.process.kill()
  await rm(folder, { recursive: true, force: true })
}

function newRounds() {
  /** @type {import('./statistics.js').Round[]} */
  const list = []
  /** @type {import('./statistics.js').Round[]} */
  const floor = []
  /** @type {import('./statistics.js').Round[]} */
  const call = []
  return { list, floor, call }
}

/**
 * A fast wrong answer must not win; answers the length of the list.
 *
 * @param {string} url
 * @param {number} tools
 */
async function checkAnswers(url, tools) {
  const post = async (/** @type {import('./requests.js').BenchRequest} */ { headers, body }) => {
    const response = await fetch(url, { method: 'POST', headers, body })
    return response.text()
  }
  const list = await post(toolsList)
  const names = JSON.parse(list).result.tools.length
  if (names !== tools) throw new Error(`the server lists ${names} of ${tools} tools`)
  const called = await post(toolCall)
  if (!called.includes('3750')) throw new Error(`a call was answered ${called}`)
  return Buffer.byteLength(list)
}

/**
 * @param {{ url: string, process: import('node:child_process').ChildProcess }} server
 * @param {import('./requests.js').BenchRequest} request
 * @param {number} connections
 * @returns {Promise<import('./statistics.js').Round>}
 */
function measure({ url, process }, request, connections) {
  const job = { url, connections, seconds: Number(values.seconds), requests: [request] }
  return measureRound(process, () => runLoad(job))
}
