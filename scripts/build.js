// Bundles src/ into dist/: a file for each published entry, shared chunks beside them, every dependency left outside.
import { cp, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const entries = {
  index: 'src/index.ts',
  node: 'src/runtimes/node/serve-project.ts',
  cli: 'src/cli/main.ts',
  test: 'src/testing/test.ts',
  'test-session': 'src/testing/project-tests/run-session.ts',
  testing: 'src/testing/index.ts',
}

/** Builds dist/ from the sources; the output is complete or the promise rejects. */
export async function buildDist(outdir = 'dist') {
  await removeBuilt(outdir)
  await build({
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  // `sallyport init --example` copies them; what a run of theirs left behind stays here.
  await cp(
    fileURLToPath(new URL('../examples/okta-guide', import.meta.url)),
    `${outdir}/examples/okta-guide`,
    {
      recursive: true,
      filter: (path) => !['.sallyport', '.env', 'node_modules'].includes(basename(path)),
    },
  )
}

/** Declarations in `types/` have a build of their own and stay. */
async function removeBuilt(outdir) {
  const names = await readdir(outdir).catch(() => [])
  const built = names.filter((name) => name !== 'types')
  await Promise.all(built.map((name) => rm(join(outdir, name), { recursive: true, force: true })))
}

if (import.meta.url === `file://${process.argv[1]}`) await buildDist()
