import { expect, it } from 'vitest'
import { presentSecret } from '../../../../src/policies/credentials/present-secret.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

it('adds to what was presented before', async () => {
  const world = createWorld()
  const context = contextOf(exchangeWith(), world.services)
  presentSecret(context, 'one')
  presentSecret(context, 'two', 'three')
  expect(context.presentedSecrets).toEqual(['one', 'two', 'three'])
  await world.close()
})
