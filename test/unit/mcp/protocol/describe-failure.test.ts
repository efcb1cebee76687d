import { expect, test } from 'vitest'
import { GatewayError } from '../../../../src/foundation/errors.ts'
import { describeFailure } from '../../../../src/mcp/protocol/describe-failure.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

test('a failure of the gateway has a public sentence; anything else is for the log', async () => {
  const world = createWorld()
  const context = contextOf(exchangeWith({}), world.services)
  expect(describeFailure(new GatewayError('SALLYPORT_UPSTREAM_TIMEOUT'), context)).toBe(
    'The upstream did not answer in time.',
  )
  expect(describeFailure(new GatewayError('SALLYPORT_UPSTREAM_TIMEOUT', { detail: 'Books.' }), context)).toBe(
    'The upstream did not answer in time. Books.',
  )
  const sentence = describeFailure(new Error('the password is swordfish'), context)
  expect(sentence).toContain(context.requestId)
  expect(sentence).not.toContain('swordfish')
  expect(JSON.stringify(world.records)).toContain('swordfish')
  await world.close()
})
