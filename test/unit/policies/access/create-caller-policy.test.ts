import { afterAll, describe, expect, it } from 'vitest'
import type { RequestUser } from '../../../../src/gateway/exchange.ts'
import type { ToolAnswer } from '../../../../src/gateway/tool-call.ts'
import { createCallerPolicy } from '../../../../src/policies/access/create-caller-policy.ts'
import { contextOf, createWorld, exchangeWith, headerOf } from '../../../support/policy-setup.ts'
import { judge } from '../../../support/token-policy.ts'

const world = createWorld()
afterAll(() => world.close())

const user = (sub: string): RequestUser => ({ sub, data: {} })
const rules = {
  allowed: ['ada'],
  tools: undefined,
  namesOf: ({ sub }: RequestUser) => [sub],
  noun: 'subject',
}

describe('createCallerPolicy', () => {
  it('asks to sign in without a user, and denies all but those it lists', async () => {
    const policy = createCallerPolicy('guard', rules)
    const nobody = await judge(policy, world)
    expect([nobody.reply?.status, headerOf(nobody.reply, 'www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Bearer'),
    ])
    expect((await judge(policy, world, { user: user('bo') })).reply?.status).toBe(403)
    expect((await judge(policy, world, { user: user('ada') })).reply).toBeUndefined()
    expect(policy.handleTool).toBeUndefined()
    expect([policy.explain?.(user('ada')).holds, policy.explain?.(undefined).holds]).toEqual([true, false])
  })

  it('judges each tool by its own list where there is one', () => {
    const policy = createCallerPolicy('guard', { ...rules, tools: { refund: ['bo'] } })
    const ask = (tool: string, caller: RequestUser | undefined): ToolAnswer | undefined => {
      const exchange = exchangeWith({ user: caller })
      const call = { tool, arguments: {}, annotations: {} }
      return policy.handleTool?.(call, exchange, contextOf(exchange, world.services)) as
        ToolAnswer | undefined
    }
    expect([ask('refund', user('bo')), ask('other', user('ada'))]).toEqual([undefined, undefined])
    for (const [tool, caller] of [
      ['refund', user('ada')],
      ['other', user('bo')],
      ['other', undefined],
    ] as const)
      expect(ask(tool, caller)).toMatchObject({ kind: 'refusal', message: expect.stringContaining(tool) })
  })
})
