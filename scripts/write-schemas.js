// Writes schemas/: what editors complete and check project files with, from the same schemas the gateway uses.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = join(import.meta.dirname, '..')

/** Writes every schema file anew. */
async function writeSchemas() {
  const outfile = join(folder, 'dist', 'schemas.tmp.js')
  const entryPoints = [join(folder, 'src/identity/schema.ts')]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
  const { buildIdentityJsonSchema } = await import(outfile)
  await mkdir(join(folder, 'schemas'), { recursive: true })
  const text = `${JSON.stringify(buildIdentityJsonSchema(), null, 2)}\n`
  await writeFile(join(folder, 'schemas/identity.schema.json'), text)
  await rm(outfile)
}

await writeSchemas()
