import { afterAll, expect, it } from 'vitest'
import { explainCaller } from '../../../../src/policies/bearer/explain-caller.ts'
import { createWorld } from '../../../support/policy-setup.ts'
import { jwtOptionsWith } from '../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const issuer = 'https://example.okta.com/oauth2/aus1'
const audience = 'http://127.0.0.1:9000/mcp'

function explain(data: Record<string, unknown> | undefined, allowUnauthenticatedRequests = false) {
  const options = jwtOptionsWith({ allowUnauthenticatedRequests })
  const caller = data === undefined ? undefined : { sub: 'ada', data }
  return explainCaller({ issuer, audiences: [audience], options }, world.services, caller)
}

it.each([
  ['the claims of a token', { iss: issuer, aud: audience }, true],
  ['any spelling of the audience', { iss: issuer, aud: ['x', 'http://localhost:9000/mcp'] }, true],
  ['claims that say neither', { scp: ['a'] }, true],
  ['another issuer', { iss: `${issuer}/`, aud: audience }, false],
  ['another audience', { iss: issuer, aud: 'http://127.0.0.1:9000/other' }, false],
  ['nobody', undefined, false],
])('judges %s', (_who, claims, holds) => {
  expect(explain(claims)).toMatchObject({ holds, knowsCaller: holds })
  expect(explain(claims, true)).toMatchObject({ holds: true, knowsCaller: holds })
})

it('says what was expected', () => {
  expect(explain({ iss: 'https://other.example' }).because).toEqual([
    `iss: expected ${issuer}, found https://other.example`,
  ])
})
