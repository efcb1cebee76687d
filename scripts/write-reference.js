// Writes docs/reference/, docs/command-line.md and llms.txt: what the schemas, the pages and the tables of the code say, for people and models.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { importSource, root } from './import-source.js'

const { buildReference, referenceFolder } = await importSource('scripts/reference/build-reference.ts')
const texts = await buildReference(root)
await rm(join(root, referenceFolder), { recursive: true, force: true })
for (const [path, text] of texts) {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}
