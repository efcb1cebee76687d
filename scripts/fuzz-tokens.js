// Changes a million tokens and headers at random and sends them through the policies, offline: none may pass, none may
// crash a policy, and the memory must stay flat. `node --expose-gc scripts/fuzz-tokens.js [--count N] [--seed N]`
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const count = Number(values.count)
const seed = Number(values.seed)
const mostGrowth = 16 * 2 ** 20

if (globalThis.gc === undefined) {
  console.error('Memory is measured after a collection: run with node --expose-gc.')
  process.exit(2)
}

const root = fileURLToPath(new URL('..', import.meta.url))
// Below node_modules, so that the bundle finds the packages it leaves outside.
const bundle = `${root}node_modules/.cache/sallyport/fuzz-tokens.mjs`
await mkdir(dirname(bundle), { recursive: true })
await build({
  entryPoints: [`${root}test/support/token-fuzzer.ts`],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
})
const { fuzzTokens } = await import(pathToFileURL(bundle).href)
await rm(bundle)

/** @type {number[]} */
const heap = []
const startedAt = performance.now()
const outcome = await fuzzTokens({ count, seed, onProgress: report })
const seconds = (performance.now() - startedAt) / 1000
// The first tenth warms caches and code up; from then on nothing may grow.
const grown = (heap.at(-1) ?? 0) - (heap[Math.floor(heap.length / 10)] ?? 0)
const failed = outcome.accepted.length > 0 || outcome.crashed.length > 0 || grown > mostGrowth
console.log(JSON.stringify({ seed, seconds: Math.round(seconds), grownBytes: grown, ...outcome }, null, 2))
process.exitCode = failed ? 1 : 0

/** @param {number} tried */
function report(tried) {
  globalThis.gc?.()
  heap.push(process.memoryUsage().heapUsed)
  if (heap.length % 10 === 0) console.error(`${tried} of ${count}, seed ${seed}`)
}
