import { expect, test } from 'vitest'
import { editProject, type ServerFacts } from '../../../../src/provisioning/okta/project-edits.ts'

const server: ServerFacts = { id: 'mcp', issuer: 'https://o/oauth2/aus1', audience: 'https://g/mcp' }
const policies = (...options: object[]): string =>
  `{\n  // The gates.\n  "policies": ${JSON.stringify(
    options.map((one) => ({ name: 'p', handler: { export: 'OktaJwtInboundPolicy', options: one } })),
  )}\n}\n`
const variables = { issuer: '$env(OKTA_ISSUER)', audience: '$env(OKTA_AUDIENCE)' }
const edit = (
  servers: ServerFacts[],
  texts: { policies?: string; dotenv?: string; environment?: Record<string, string> },
) =>
  editProject(servers, {
    policies: texts.policies,
    dotenv: texts.dotenv,
    environment: texts.environment ?? {},
  })

test('variables that the policies name are written, other lines stay', () => {
  const dotenv = '# mine\nexport OKTA_ISSUER = old\nA=1'
  expect(edit([server], { policies: policies(variables), dotenv })).toEqual({
    policies: undefined,
    dotenv: '# mine\nOKTA_ISSUER=https://o/oauth2/aus1\nA=1\nOKTA_AUDIENCE=https://g/mcp\n',
    notes: [],
  })
})

test('what is right already is left alone', () => {
  const environment = { OKTA_ISSUER: server.issuer, OKTA_AUDIENCE: server.audience }
  expect(edit([server], { policies: policies(variables), environment })).toEqual({
    policies: undefined,
    dotenv: undefined,
    notes: [],
  })
})

test('values in the policies themselves are replaced or added, comments kept', () => {
  const { policies: text, dotenv } = edit([server], { policies: policies({ issuer: 'https://old' }) })
  expect(dotenv).toBeUndefined()
  expect(text).toContain('// The gates.')
  expect(text).toMatch(/"issuer":\s*"https:\/\/o\/oauth2\/aus1"/)
  expect(text).toMatch(/"audience":\s*"https:\/\/g\/mcp"/)
})

test('without a policy the usual variables are written', () => {
  expect(edit([server], {}).dotenv).toBe('OKTA_ISSUER=https://o/oauth2/aus1\nOKTA_AUDIENCE=https://g/mcp\n')
})

test('of several servers a policy gets the one of its audience, or a note', () => {
  const other = { id: 'b', issuer: 'https://o/oauth2/aus2', audience: 'https://g/b' }
  const text = policies(
    { issuer: '$env(B)', audience: 'https://g/b' },
    { issuer: '$env(C)', audience: '$env(C_AUDIENCE)' },
  )
  const { dotenv, notes } = edit([server, other], { policies: text })
  expect(dotenv).toBe('B=https://o/oauth2/aus2\n')
  expect(notes).toEqual(['config/policies.json: policy 2 trusts none of these servers; it stays as it is.'])
})

test('one variable cannot be two things', () => {
  const other = { id: 'b', issuer: 'https://o/oauth2/aus2', audience: 'https://g/b' }
  const text = policies(
    { issuer: '$env(X)', audience: 'https://g/mcp' },
    { issuer: '$env(X)', audience: 'https://g/b' },
  )
  expect(edit([server, other], { policies: text }).notes.join()).toContain('cannot be both')
})
