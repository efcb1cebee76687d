// Bundles a TypeScript file of the repository and imports it, for scripts that run on Node alone.
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Imports a source file by its path in the repository.
 * @param {string} path
 */
export async function importSource(path) {
  // Below node_modules, so that the bundle finds the packages it leaves outside.
  const outfile = `${root}node_modules/.cache/sallyport/${path.replaceAll('/', '-')}.mjs`
  await mkdir(dirname(outfile), { recursive: true })
  const entryPoints = [root + path]
  await build({
    entryPoints,
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    await rm(outfile)
  }
}
