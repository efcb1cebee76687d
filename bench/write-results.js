import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { median, pairedRatio, shareOfProcessor } from './statistics.js'

/** @typedef {import('./statistics.js').Round} Round */

/**
 * @typedef {object} Series
 * @property {string} contestant
 * @property {string} what
 * @property {readonly Round[]} rounds
 */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} requestsPerSecond
 * @property {number} cpuMicroseconds
 * @property {number} p50
 * @property {number} p99
 * @property {number} rssMegabytes
 * @property {number} toEcho
 * @property {number} toEchoByCpu
 * @property {number} toSdk
 * @property {number} toOpen What is left of the rate of the same call without a token.
 * @property {number} toOpenByCpu
 * @property {number} voidRounds
 */

/**
 * Writes the rounds as JSON, a table as Markdown and a chart as SVG; answers the table.
 *
 * @param {string} folder
 * @param {Record<string, unknown>} machine
 * @param {readonly Series[]} series
 * @returns {Promise<string>}
 */
export async function writeResults(folder, machine, series) {
  const rows = series.map((one) => summarise(one, series))
  const table = tableOf(rows)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'bench.json'), `${JSON.stringify({ machine, rows, series }, null, 2)}\n`)
  const facts = Object.entries(machine).map(([name, value]) => `${name} ${value}`)
  await writeFile(join(folder, 'bench.md'), `# Bench\n\n${facts.join(' · ')}\n\n${table}\n`)
  await writeFile(join(folder, 'bench.svg'), chartOf(rows))
  return table
}

/**
 * @param {Series} one
 * @param {readonly Series[]} all
 * @returns {Row}
 */
function summarise(one, all) {
  const valid = one.rounds.filter(({ failures }) => failures === 0)
  const middle = (/** @type {(round: Round) => number} */ pick) => median(valid.map(pick))
  const echo = all.find(({ contestant }) => contestant === 'echo')
  const isGuarded = one.contestant.startsWith('sallyport+')
  const open = isGuarded
    ? all.find(({ contestant, what }) => contestant === 'sallyport' && what === one.what)
    : undefined
  const sdk = all.find(({ contestant, what }) => contestant === 'sdk' && what === one.what)
  return {
    name: `${one.contestant} ${one.what}`,
    requestsPerSecond: middle((round) => round.requestsPerSecond),
    cpuMicroseconds: middle((round) => round.cpuMicroseconds),
    p50: middle((round) => round.p50),
    p99: middle((round) => round.p99),
    rssMegabytes: middle((round) => round.rssBytes / 2 ** 20),
    toEcho: pairedRatio(one.rounds, echo?.rounds),
    toEchoByCpu: pairedRatio(one.rounds, echo?.rounds, shareOfProcessor),
    toSdk: pairedRatio(one.rounds, sdk?.rounds),
    toOpen: pairedRatio(one.rounds, open?.rounds),
    toOpenByCpu: pairedRatio(one.rounds, open?.rounds, shareOfProcessor),
    voidRounds: one.rounds.length - valid.length,
  }
}

/**
 * @param {readonly Row[]} rows
 * @returns {string}
 */
function tableOf(rows) {
  const digits = (/** @type {number} */ value, /** @type {number} */ count) =>
    Number.isNaN(value) ? '–' : value.toFixed(count)
  const lines = rows.map((row) =>
    [
      row.name,
      digits(row.requestsPerSecond, 0),
      digits(row.cpuMicroseconds, 0),
      digits(row.p50, 1),
      digits(row.p99, 1),
      digits(row.rssMegabytes, 0),
      digits(row.toEcho, 2),
      digits(row.toEchoByCpu, 2),
      digits(row.toSdk, 1),
      digits(row.toOpen, 2),
      digits(row.toOpenByCpu, 2),
      row.voidRounds,
    ].join(' | '),
  )
  return [
    '| contestant | req/s | CPU µs | p50 ms | p99 ms | RSS MB | to echo | to echo by CPU | to SDK | to open | to open by CPU | void rounds |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n')
}

/**
 * A bar for each row, as long as its share of the echo.
 *
 * @param {readonly Row[]} rows
 * @returns {string}
 */
function chartOf(rows) {
  const bars = rows.map((row, index) => {
    const share = Number.isNaN(row.toEcho) ? 0 : row.toEcho
    const y = 16 + index * 26
    return [
      `<text x="180" y="${y + 14}" text-anchor="end">${row.name}</text>`,
      `<rect x="190" y="${y}" width="${(share * 400).toFixed(1)}" height="20" fill="#4a7"/>`,
      `<text x="${(196 + share * 400).toFixed(1)}" y="${y + 14}">${share.toFixed(2)}</text>`,
    ].join('')
  })
  const height = 32 + rows.length * 26
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="660" height="${height}" font-family="sans-serif" font-size="13">`,
    `<title>Requests per second, relative to a bare node:http echo</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...bars,
    '</svg>\n',
  ].join('\n')
}
