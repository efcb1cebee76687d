import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetchText } from '../../../../src/policies/bearer/fetch-text.ts'
import { createWorld, type World } from '../../../support/policy-setup.ts'
import { SigningAuthority } from '../../../support/signing-authority.ts'

let authority: SigningAuthority
let world: World
beforeAll(async () => {
  authority = await SigningAuthority.start()
  world = createWorld()
})
afterAll(async () => {
  await world.close()
  await authority.stop()
})

describe('createFetchText', () => {
  it('fetches the text with the header fields it was given', async () => {
    const fetchText = createFetchText(world.services.upstream, { 'x-key': 'k' })
    const { status, text } = await fetchText(`${authority.issuer}/v1/keys`, 65_536)
    expect([status, JSON.parse(text)]).toEqual([200, { keys: [authority.key.jwk] }])
    expect(authority.lastHeaders).toMatchObject({ 'x-key': 'k', accept: 'application/json' })
  })

  it('hands redirects and failures back unread', async () => {
    authority.answers.set('/moved', {
      status: 302,
      body: 'elsewhere',
      headers: { location: `${authority.issuer}/v1/keys` },
    })
    const fetchText = createFetchText(world.services.upstream)
    expect(await fetchText(`${authority.origin}/moved`, 100)).toEqual({ status: 302, text: '' })
    expect(await fetchText(`${authority.origin}/none`, 100)).toEqual({ status: 404, text: '' })
  })

  it('refuses more than the limit (attack 6)', async () => {
    authority.answers.set('/big', { status: 200, body: 'x'.repeat(70_000) })
    await expect(
      createFetchText(world.services.upstream)(`${authority.origin}/big`, 65_536),
    ).rejects.toThrow()
  })
})
