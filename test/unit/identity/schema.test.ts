import { readFile } from 'node:fs/promises'
import Ajv from 'ajv/dist/2020.js'
import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { buildIdentityJsonSchema, identitySchema } from '../../../src/identity/schema.ts'

interface Node {
  readonly description?: string
  readonly properties?: Record<string, Node>
  readonly items?: Node
}

test('every key carries a sentence, so that editors and the reference page can show it', () => {
  const silent: string[] = []
  const visit = (node: Node, path: string): void => {
    if (node.items !== undefined) visit(node.items, `${path}[]`)
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if (!/\S.*[.]$/.test(child.description ?? '')) silent.push(`${path}.${key}`)
      visit(child, `${path}.${key}`)
    }
  }
  visit(z.toJSONSchema(identitySchema, { io: 'input' }) as Node, '')
  expect(silent).toEqual([])
})

test.each([
  [{ authorizationServers: [{ id: '../up', name: 'x', audience: 'x' }] }],
  [{ authorizationServers: [{ id: 'x', name: 'x', audience: '' }] }],
  [{ authorizationServers: [{ id: 'x', name: 'x', audience: 'x', scopes: [{ name: 'two words' }] }] }],
  [{ authorizationServers: [{ id: 'x', name: 'x', audience: 'x', scopes: [{ name: '*' }] }] }],
  [{ clients: [{ id: 'a:b', name: 'x', type: 'web', grantTypes: ['authorization_code'] }] }],
  [{ clients: [{ id: 'a', name: 'x', type: 'mobile', grantTypes: ['authorization_code'] }] }],
  [{ clients: [{ id: 'a', name: 'x', type: 'web', grantTypes: [] }] }],
  [{ clients: [{ id: 'a', name: 'x', type: 'web', secret: 'short', grantTypes: ['authorization_code'] }] }],
  [{ users: [{ login: 'two words' }] }],
  [{ users: [{ login: 'tab\u0000' }] }],
])('%j is refused', (value) => {
  expect(identitySchema.safeParse(value).success).toBe(false)
})

test('the published schema is the one in use; `npm run schemas` writes it anew', async () => {
  const published: unknown = JSON.parse(await readFile('schemas/identity.schema.json', 'utf8'))
  expect(published).toEqual(JSON.parse(JSON.stringify(buildIdentityJsonSchema())))
})

test('editors accept the file of the example, and no misspelt key', async () => {
  const validate = new Ajv.default({ strict: false }).compile(buildIdentityJsonSchema())
  const file = parse(await readFile('examples/okta-guide/config/identity.jsonc', 'utf8'), [], {
    allowTrailingComma: true,
  })
  expect(validate({ ...file, $schema: '../schema.json' })).toBe(true)
  expect(validate({ ...file, clients: [{ ...file.clients[0], redirectUri: [] }] })).toBe(false)
})
