import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { options } from '../../../../src/handlers/mcp-server/options.ts'

test('nothing has to be said', () => {
  expect(checkShape(options, {})).toEqual({
    value: {
      name: 'sallyport',
      version: '1.0.0',
      operations: [],
      profile: 'default',
      clientProfiles: {},
      includeOutputSchema: false,
      includeStructuredContent: false,
      streamAfterMs: 10_000,
      keepAliveMs: 15_000,
      debugMode: false,
      scopeHierarchy: {},
      listing: 'granted',
      stepUp: 'challenge',
      openApiFilePaths: [],
      openApiTools: [],
      files: [],
      tools: [],
      prompts: [],
      resources: [],
    },
    problems: [],
  })
})

test.each([
  [{ operation: [] }, ['operation']],
  [{ operations: [{ file: './config/a.oas.json', ID: 'a' }] }, ['operations', 0, 'ID']],
  [{ operations: [{ file: './config/a.oas.json' }] }, ['operations', 0, 'id']],
  [{ name: '' }, ['name']],
  [{ debugMode: 'yes' }, ['debugMode']],
  [{ streamAfterMs: -1 }, ['streamAfterMs']],
  [{ keepAliveMs: 0 }, ['keepAliveMs']],
])('%j is refused at %j', (given, path) => {
  const { value, problems } = checkShape(options, given)
  expect(value).toBeUndefined()
  expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', path }))
})

test('every option is a sentence that names its default, where it has one', () => {
  for (const [name, schema] of Object.entries(options.shape)) {
    expect(schema.description, name).toMatch(
      /^[A-Z].*; .*by default\.$|, none by default\.$|in this order; none by default\.$/,
    )
  }
})

test('the page about the server names every option, and none that is not there', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/mcp-server.md'), 'utf8')
  const table = /## Options of the handler\n\n([\s\S]*?)\n\n/.exec(page)?.[1] ?? ''
  const rows = table.split('\n').map((row) => row.split('|')[1] ?? '')
  const named = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map((match) => match[1]))
  expect(named.sort()).toEqual(Object.keys(options.shape).sort())
})
