import type { Interaction, Provider } from 'oidc-provider'
import { expect, test } from 'vitest'
import {
  findInteraction,
  type InteractionRequest,
} from '../../../../../src/oauth/authorization-server/sign-in/find-interaction.ts'

const request = { signInId: 'one' } as InteractionRequest
const providerOf = (interactionDetails: () => Promise<Partial<Interaction>>): Provider =>
  ({ interactionDetails }) as unknown as Provider
const started = async () => ({ uid: 'one', prompt: { name: 'login', reasons: [] } })

test('an interaction is found at its own address and page alone', async () => {
  const provider = providerOf(started)
  expect((await findInteraction(provider, request, 'login'))?.uid).toBe('one')
  expect(await findInteraction(provider, request, 'consent')).toBeUndefined()
  expect(await findInteraction(provider, { ...request, signInId: 'two' }, 'login')).toBeUndefined()
})

test('one that is over is not found, and a failure of ours stays one', async () => {
  const over = Object.assign(new Error('over'), { error: 'invalid_request', statusCode: 400 })
  const provider = providerOf(() => Promise.reject(over))
  expect(await findInteraction(provider, request, 'login')).toBeUndefined()
  const broken = providerOf(() => Promise.reject(new Error('store')))
  await expect(findInteraction(broken, request, 'login')).rejects.toThrow('store')
})
