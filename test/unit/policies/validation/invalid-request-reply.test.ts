import { afterAll, expect, it } from 'vitest'
import type { GatewayContext } from '../../../../src/gateway/request-context.ts'
import { invalidRequestReply } from '../../../../src/policies/validation/invalid-request-reply.ts'
import { createWorld, exchangeWith } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

it('lists twenty problems, and says how many there are', async () => {
  const problems = Array.from({ length: 21 }, (_, index) => ({
    in: 'query' as const,
    pointer: `/${index}`,
    reason: 'is required',
  }))
  const context = { services: world.services } as GatewayContext
  const reply = invalidRequestReply(problems, exchangeWith(), context)
  expect(reply.status).toBe(400)
  const problem = JSON.parse(String(reply.body)) as { detail: string; errors: unknown[] }
  expect(problem.errors).toEqual(problems.slice(0, 20))
  expect(problem.detail).toContain('The first 20 of 21 errors are listed.')
})
