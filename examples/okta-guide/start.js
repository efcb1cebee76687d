// What `npm start` runs: the bookshop on a free port, then the gateway in front of it. Arguments go to
// `sallyport start`; HOST and PORT say where the gateway listens (127.0.0.1:9000).
import { fork } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const example = fileURLToPath(new URL('.', import.meta.url))
const repository = fileURLToPath(new URL('../../', import.meta.url))

if (distIsStale()) {
  const { buildDist } = await import('../../scripts/build.js')
  await buildDist(join(repository, 'dist'))
}
process.env.BOOKSHOP_URL = await startBookshop()
const { run } = await import(new URL('../../dist/cli.js', import.meta.url).href)
await run(['start', example, ...process.argv.slice(2)])

/**
 * Starts the bookshop as a child that ends with this process; answers its URL.
 *
 * @returns {Promise<string>}
 */
async function startBookshop() {
  const child = fork(join(example, 'bookshop', 'server.js'), {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  process.on('exit', () => child.kill())
  child.on('exit', (code) =>
    console.error(`The bookshop stopped (exit code ${code}); start again to have it back.`),
  )
  if (child.stdout === null) throw new Error('The bookshop has no output to read its address from.')
  for await (const line of createInterface({ input: child.stdout })) {
    // Neither the child nor its pipes keep this process alive once the gateway is done.
    child.stdout.destroy()
    child.unref()
    child.channel?.unref()
    return JSON.parse(line).bookshop
  }
  process.exit(1)
}

/**
 * True when dist/ is missing or a source changed after it was built, as after a `git pull`.
 *
 * @returns {boolean}
 */
function distIsStale() {
  const built = join(repository, 'dist', 'cli.js')
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  const sources = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
  return sources.some((name) => statSync(join(repository, 'src', name)).mtimeMs > builtAt)
}
