import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseYamlDocument } from '../src/foundation/json/yaml-document.ts'
import type { JsonObject } from '../src/openapi/json-object.ts'
import { findSchemaProblem } from '../src/mcp/tools/schema-validator.ts'
import { compileAll, judgeRoundTrip } from './round-trip.ts'

const folder = join(import.meta.dirname, 'node_modules/@readme/oas-examples')

/** Documents written to show one thing each, in three versions of the specification. */
const examples = ['2.0', '3.0', '3.1'].flatMap((version) =>
  ['json', 'yaml'].flatMap((form) =>
    readdirSync(join(folder, version, form))
      .filter((name) => name.endsWith(`.${form}`))
      .map((name) => ({ version, form, name: name.slice(0, -`.${form}`.length) })),
  ),
)

/** Operations whose schema nothing fits: text that is a number, and a parent that needs a parent without end. */
const unsatisfiable = [
  'PUT /anything/quirks/polymorphism',
  'PATCH /anything/quirks/polymorphism',
  'POST /direct',
]

test('there are enough of them', () => {
  expect(examples.length).toBeGreaterThan(110)
})

/** The value of a document in one of its two forms, which are not the same document everywhere. */
function readExample(version: string, form: string, name: string): JsonObject {
  const text = readFileSync(join(folder, version, form, `${name}.${form}`), 'utf8')
  if (form === 'json') return JSON.parse(text) as JsonObject
  const { document, diagnostics } = parseYamlDocument(`${name}.yaml`, text)
  expect(diagnostics).toEqual([])
  return document?.value as JsonObject
}

describe.each(examples)('$version $form $name', ({ version, form, name }) => {
  test('becomes tools whose requests are read as they were meant', async () => {
    const document = readExample(version, form, name)
    if (document['paths'] === undefined) return
    for (const [index, { tool, problems, label, written }] of compileAll(document).entries()) {
      // What cannot be a tool says why.
      if (tool === undefined) {
        expect([label, problems.filter(({ severity }) => severity === 'error')]).not.toEqual([label, []])
        continue
      }
      expect(findSchemaProblem(tool.listing.inputSchema)).toBeUndefined()
      const found = await judgeRoundTrip(tool, written, undefined, 1000 * index)
      if (unsatisfiable.includes(label)) expect(found[0]).toMatch(/^no arguments/)
      else expect([label, found]).toEqual([label, []])
    }
  })
})
