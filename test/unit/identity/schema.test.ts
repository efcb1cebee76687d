import { expect, test } from 'vitest'
import * as z from 'zod'
import { identitySchema } from '../../../src/identity/schema.ts'

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
