import { formatJson, formatPackage } from './format-package.ts'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** Names of the examples that a project can start from. */
export const exampleNames = ['okta-guide'] as const

export type ExampleName = (typeof exampleNames)[number]

/** What an example keeps for itself: state, secrets, and what ties it to its repository. */
const leftBehind = new Set(['.sallyport', '.env', 'node_modules', 'start.js', 'tsconfig.json', 'README.md'])

/** The files of an example as a project of its own, by path. */
export async function copyExample(
  example: ExampleName,
  { name, dependency }: { readonly name: string; readonly dependency: string },
): Promise<ReadonlyMap<string, string>> {
  const folder = findExample(example)
  const files = new Map<string, string>()
  const open = [folder]
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      if (leftBehind.has(entry.name)) continue
      const path = join(current, entry.name)
      if (entry.isDirectory()) open.push(path)
      else files.set(relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8'))
    }
  }
  const sorted = new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)))
  return sorted
    .set('start.js', startScript)
    .set('tsconfig.json', formatJson(tsconfig))
    .set('.gitignore', 'node_modules/\n.sallyport/\n.env\n')
    .set(
      'package.json',
      formatPackage(name, dependency, {
        dev: 'node start.js',
        check: 'sallyport check',
        tools: 'sallyport tools',
        build: 'sallyport build',
      }),
    )
}

/** Examples lie beside the bundled code, or at the top of the repository. */
function findExample(example: ExampleName, from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'examples', example)
    if (existsSync(join(found, 'config'))) return found
    if (folder === dirname(folder)) throw new Error(`The example "${example}" is not part of this package.`)
  }
}

const startScript = `// Starts the bookshop, then the gateway in front of it; both end together.
import { fork, spawn } from 'node:child_process'

const bookshopUrl = process.env.BOOKSHOP_URL ?? 'http://127.0.0.1:9001'
const bookshop = fork('bookshop/server.js', {
  env: { ...process.env, PORT: new URL(bookshopUrl).port },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
const gateway = spawn('sallyport', ['dev', ...process.argv.slice(2)], {
  env: { ...process.env, BOOKSHOP_URL: bookshopUrl },
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill(signal))
gateway.on('exit', (code) => {
  bookshop.kill()
  process.exitCode = code ?? 1
})
`

const tsconfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ESNext', 'WebWorker', 'WebWorker.Iterable'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { '@zuplo/runtime': ['./node_modules/sallyport'] },
  },
  include: ['modules/**/*'],
}
