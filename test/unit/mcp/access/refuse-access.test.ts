import { afterAll, describe, expect, it } from 'vitest'
import { buildRefusal } from '../../../../src/mcp/access/refuse-access.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

function refusalOf(
  verdict: Parameters<typeof buildRefusal>[0],
  kept: readonly string[] = [],
  metadataEnabled = true,
) {
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.services)
  context.challengeTerms = { metadataEnabled, scopes: ['base'] }
  return { refusal: buildRefusal(verdict, kept, exchange, context), record: context.refusal }
}

const metadata = 'resource_metadata="http://127.0.0.1:9000/.well-known/oauth-protected-resource/mcp"'

describe('buildRefusal', () => {
  it('challenges for every scope that is needed, and what the caller should keep', () => {
    const { refusal, record } = refusalOf({ outcome: 'scopes', needed: ['a', 'b'], missing: ['b'] }, [
      'kept',
      'a',
    ])
    expect(refusal).toMatchObject({ status: 403, scopes: ['a', 'b', 'kept'] })
    expect(refusal.challenge).toMatch(/^Bearer /)
    for (const part of [metadata, 'error="insufficient_scope"', 'scope="a b kept"'])
      expect(refusal.challenge).toContain(part)
    expect(record).toBe('scope: expected a b, found none of b')
  })

  it('asks nobody in particular to sign in, without an error', () => {
    const { refusal } = refusalOf({ outcome: 'anonymous', needed: ['a'] })
    expect(refusal).toMatchObject({ status: 401, scopes: ['base', 'a'] })
    expect(refusal.challenge).toContain('scope="base a"')
    expect(refusal.challenge).not.toContain('error=')
  })

  it('does not challenge where another token would not help', () => {
    const verdict = { outcome: 'condition', message: undefined, because: 'condition: x is false' } as const
    const { refusal, record } = refusalOf(verdict)
    expect(refusal).toMatchObject({ status: 403, challenge: undefined })
    expect(refusal.message).not.toContain('x is false')
    expect(record).toBe('condition: x is false')
    expect(refusalOf({ ...verdict, message: 'Not on Sundays.' }).refusal.message).toBe('Not on Sundays.')
  })

  it('names metadata only where it is published', () => {
    const { refusal } = refusalOf({ outcome: 'scopes', needed: ['a'], missing: ['a'] }, [], false)
    expect(refusal.challenge).not.toContain('resource_metadata')
  })
})
