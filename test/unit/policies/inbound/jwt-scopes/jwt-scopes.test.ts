import { afterAll, describe, expect, it } from 'vitest'
import { jwtScopes } from '../../../../../src/policies/inbound/jwt-scopes/jwt-scopes.ts'
import { createWorld, headerOf } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())
const scopeHierarchy = { 'books:admin': ['books:read'] }
const policy = createPolicy(jwtScopes, { scopes: ['books:read', 'mcp:access'], scopeHierarchy }, world)
const judgeClaims = (data: Record<string, unknown>) => judge(policy, world, { user: { sub: 'ada', data } })

describe('JWTScopeValidationInboundPolicy', () => {
  it('lets pass whoever has every scope, wherever the token writes them', async () => {
    for (const claims of [{ scp: ['mcp:access', 'books:read'] }, { scope: 'books:read mcp:access more' }])
      expect((await judgeClaims(claims)).reply).toBeUndefined()
  })

  it('[R7] [R8] answers 403 with every scope that is needed, unless a higher one stands for it', async () => {
    const { reply, context } = await judgeClaims({ scp: ['mcp:access', 'books:read2'] })
    expect(reply?.status).toBe(403)
    expect(headerOf(reply, 'www-authenticate')).toContain('error="insufficient_scope"')
    expect(headerOf(reply, 'www-authenticate')).toContain('scope="books:read mcp:access"')
    expect(context.refusal).toContain('books:read')
    expect((await judgeClaims({ scp: ['mcp:access', 'books:admin'] })).reply).toBeUndefined()
  })

  it('answers 401 where no policy before it found a user', async () => {
    const { reply } = await judge(policy, world)
    expect(reply?.status).toBe(401)
    expect(headerOf(reply, 'www-authenticate')).toBe('Bearer scope="books:read mcp:access"')
  })
})
