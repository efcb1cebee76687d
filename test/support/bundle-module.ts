import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * Bundles a TypeScript module of this repository for a child process and answers the URL to import it from. The bundle
 * lies below node_modules, so that the packages it leaves outside are found.
 */
export async function bundleModule(entry: string): Promise<string> {
  const folder = await mkdtemp(join(process.cwd(), 'node_modules', '.sallyport-test-'))
  const outfile = join(folder, 'module.mjs')
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  })
  return pathToFileURL(outfile).href
}
