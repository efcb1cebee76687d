// Writes schemas/: what editors complete and check project files with, from the same schemas the gateway uses.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importSource, root } from './import-source.js'

const { buildSchemas, schemasFolder } = await importSource('scripts/schemas/build-schemas.ts')
await mkdir(join(root, schemasFolder), { recursive: true })
for (const [name, schema] of buildSchemas())
  await writeFile(join(root, schemasFolder, name), `${JSON.stringify(schema, null, 2)}\n`)
