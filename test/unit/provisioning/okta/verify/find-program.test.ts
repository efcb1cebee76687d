import { expect, test } from 'vitest'
import { evaluateLifetime, findProgram } from '../../../../../src/provisioning/okta/verify/find-program.ts'
import { clientOf, identityOf, ruleOf, scopeOf, serverOf } from '../../../../support/identity-parts.ts'

const policy = (rules: ReturnType<typeof ruleOf>[]) => ({
  name: 'p',
  description: undefined,
  clients: 'ALL_CLIENTS' as const,
  rules,
})
const program = { grantTypes: ['client_credentials'] }

test('a client with a secret that a rule gives a token without a person, and its scope', () => {
  const server = serverOf({
    scopes: [scopeOf('asked', { consent: 'REQUIRED' }), scopeOf('free')],
    policies: [policy([ruleOf(), ruleOf({ ...program, accessTokenLifetimeMinutes: 15 })])],
  })
  const service = clientOf('service', 'service', program)
  const identity = identityOf({ clients: [clientOf('web', 'web'), service] })
  expect(findProgram(identity, server)).toMatchObject({ client: service, scopes: ['free'] })
  expect(evaluateLifetime(identity, server)).toBe(15)
  const keyed = identityOf({ clients: [{ ...service, tokenEndpointAuthMethod: 'private_key_jwt' }] })
  expect(findProgram(keyed, server)).toBeUndefined()
  expect(findProgram(identity, serverOf())).toBeUndefined()
})
