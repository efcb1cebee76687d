// Bundles src/ into dist/: a file for each published entry, shared chunks beside them, every dependency left outside.
import { cp, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const entries = {
  index: 'src/index.ts',
  node: 'src/runtimes/node/serve-project.ts',
  cli: 'src/cli/main.ts',
  testing: 'src/testing/index.ts',
}

/** Builds dist/ from the sources; the output is complete or the promise rejects. */
export async function buildDist(outdir = 'dist') {
  await rm(outdir, { recursive: true, force: true })
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

if (import.meta.url === `file://${process.argv[1]}`) await buildDist()
