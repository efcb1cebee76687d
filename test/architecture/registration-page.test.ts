import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clientIdMetadataSchema, registrationSchema } from '../../src/identity/registration-schema.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/authorization-server.md'), 'utf8')

test.each([
  ['### Registration (RFC 7591)', registrationSchema],
  ['### Client ID metadata documents', clientIdMetadataSchema],
])('%s has every option, and none that is not there', (heading, schema) => {
  const [, part = ''] = page.split(`\n${heading}\n`)
  const rows = [...(part.split(/\n#/)[0] ?? '').matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name)
  expect(rows.sort()).toEqual(Object.keys(schema.shape).sort())
})
