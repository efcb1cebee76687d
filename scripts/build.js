// Bundles src/ into dist/: a file for each published entry, shared chunks beside them, every dependency left outside.
import { rm } from 'node:fs/promises'
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
}

if (import.meta.url === `file://${process.argv[1]}`) await buildDist()
