import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { buildExample } from '../../scripts/reference/build-example.ts'
import { readPages } from '../../scripts/reference/find-pages.ts'
import { buildSchemas, schemasFolder } from '../../scripts/schemas/build-schemas.ts'
import { repository } from './source-tree.ts'

const schemas = buildSchemas()
const pages = await readPages(repository)

function compile(name: string): ValidateFunction {
  return new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(
    schemas.get(name) ?? false,
  )
}

/** What is wrong with a value, in lines. */
function problemsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  )
}

const policies = compile('policies.schema.json')
const routes = compile('routes.schema.json')
const tools = compile('tools.schema.json')

test('the published schemas are those of the code; `npm run schemas` writes them anew', () => {
  for (const [name, schema] of schemas)
    expect(readFileSync(join(repository, schemasFolder, name), 'utf8'), name).toBe(
      `${JSON.stringify(schema, null, 2)}\n`,
    )
})

test.each(pages.map((part) => [part.name, part] as const))(
  'editors accept the example of %s',
  (_name, { page }) => {
    const { path, method, operation, policies: entries } = buildExample(page)
    expect(problemsOf(policies, { policies: entries })).toEqual([])
    expect(problemsOf(routes, { openapi: '3.1.0', paths: { [path]: { [method]: operation } } })).toEqual([])
  },
)

test.each([
  'examples/okta-guide',
  'test/fixtures/projects/operations',
  'test/fixtures/projects/operation-lists',
])('editors accept the files of %s', (folder) => {
  const read = (file: string): unknown => {
    const path = join(repository, folder, file)
    return existsSync(path) ? parse(readFileSync(path, 'utf8'), [], { allowTrailingComma: true }) : {}
  }
  expect(problemsOf(policies, read('config/policies.json'))).toEqual([])
  expect(problemsOf(routes, read('config/routes.oas.json'))).toEqual([])
  expect(problemsOf(tools, read('config/tools.jsonc'))).toEqual([])
})

const policy = (options: unknown): unknown => ({
  policies: [
    {
      name: 'a',
      handler: { export: 'SetHeadersInboundPolicy', module: '$import(@zuplo/runtime)', options },
    },
  ],
})

test('editors mark options that a policy does not have, or that are missing', () => {
  expect(problemsOf(policies, policy({ headers: [{ name: 'x-a', value: '$env(A)' }] }))).toEqual([])
  expect(problemsOf(policies, policy({ header: [] })).join('\n')).toMatch(
    /must have required property 'headers'/,
  )
  expect(problemsOf(policies, policy({ headers: [], more: 1 })).join('\n')).toMatch(
    /additional properties.*more/,
  )
  expect(problemsOf(policies, policy(undefined)).join('\n')).toMatch(/must have required property 'options'/)
})

test('a variable may stand where a text has a form of its own', () => {
  const withRegion = (region: string): unknown => ({
    policies: [
      {
        name: 'a',
        handler: {
          export: 'CognitoJwtInboundPolicy',
          module: '$import(@zuplo/runtime)',
          options: { region, userPoolId: '$env(POOL)' },
        },
      },
    ],
  })
  expect(problemsOf(policies, withRegion('$env(REGION)'))).toEqual([])
  expect(problemsOf(policies, withRegion('Frankfurt'))).not.toEqual([])
})

test('editors mark settings of tools, wherever they stand', () => {
  const route = (mcp: object): unknown => ({ paths: { '/a': { get: { 'x-sallyport-route': { mcp } } } } })
  expect(problemsOf(routes, route({ type: 'tool', name: 'a', scopes: 'books:read' }))).toEqual([])
  expect(problemsOf(routes, route({ nam: 'a' })).join('\n')).toMatch(/nam/)
  expect(problemsOf(routes, route({ type: 'prompt', confirm: true })).join('\n')).toMatch(/confirm/)
  const rule = (mcp: object): unknown => ({ rules: [{ match: { method: 'GET' }, mcp }] })
  expect(problemsOf(tools, rule({ scopes: ['books:read'], enabled: false }))).toEqual([])
  expect(problemsOf(tools, rule({ enable: false })).join('\n')).toMatch(/enable/)
})
