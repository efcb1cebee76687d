import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { compileIdentity } from '../../../src/identity/compile-identity.ts'
import { findContradictions } from '../../../src/identity/find-contradictions.ts'
import { formatGuideIdentity } from '../../../src/identity/format-guide-identity.ts'
import { guideDefaults, type GuideAnswers } from '../../../src/identity/guide-answers.ts'
import { identityOf } from '../../support/identity-parts.ts'

function compile(change: Partial<GuideAnswers>, schema?: string) {
  const text = formatGuideIdentity({ ...guideDefaults, audience: 'https://g/mcp', ...change }, { schema })
  return compileIdentity(parse(text, [], { allowTrailingComma: true }))
}

test.each([
  {},
  { clients: ['web'] as const },
  { clients: ['native', 'service'] as const, groups: ['staff', 'partners'], user: '' },
  { clients: ['service'] as const, scopePhrase: 'A "quoted" phrase\\' },
  { refreshDays: 30, idleDays: 30, accessMinutes: 5 },
])('%j makes a file without a mistake or a contradiction', (change) => {
  const { identity, problems } = compile(change)
  expect(problems).toEqual([])
  expect(findContradictions(identity ?? identityOf())).toEqual([])
})

test('every answer is in the file', () => {
  const { identity } = compile(
    { groups: ['staff'], scope: 'a:b', accessMinutes: 10, idleDays: 7 },
    './schema.json',
  )
  expect(identity).toMatchObject({
    authorizationServers: [
      {
        audience: 'https://g/mcp',
        scopes: [{ name: 'a:b', default: true, published: true }],
        policies: [
          { rules: [{ scopes: ['a:b'], accessTokenLifetimeMinutes: 10, refreshTokenWindowMinutes: 10_080 }] },
        ],
      },
    ],
    groups: [{ name: 'staff' }],
    clients: [{ id: 'mcp-web-client', assignedTo: { groups: ['staff'] } }, { id: 'mcp-native-client' }],
    users: [{ login: 'alex@example.com', groups: ['staff'] }],
  })
})
