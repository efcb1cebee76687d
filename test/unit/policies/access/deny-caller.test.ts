import { expect, it } from 'vitest'
import { denyCaller } from '../../../../src/policies/access/deny-caller.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

it('answers 403, and keeps the reason for the record', async () => {
  const world = createWorld()
  const exchange = exchangeWith()
  const context = contextOf(exchange, world.services)
  const { status, body } = denyCaller('role: expected admin', exchange, context, 'No way.')
  expect([status, context.refusal]).toEqual([403, 'role: expected admin'])
  expect(body).toContain('The caller may not do this. No way.')
  expect(body).not.toContain('admin')
  await world.close()
})
