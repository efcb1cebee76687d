import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetchText } from '../../../../src/policies/bearer/fetch-text.ts'
import { createWorld, type World } from '../../../support/policy-setup.ts'
import { startUpstream } from '../../../support/loopback-upstream.ts'
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
    const fetchText = createFetchText(world.services.upstream, { 'x-key': 'k' }, 5_000)
    const { status, text, contentType } = await fetchText(`${authority.issuer}/v1/keys`, 65_536)
    expect([status, contentType]).toEqual([200, 'application/json'])
    expect(JSON.parse(text)).toEqual({ keys: [authority.key.jwk] })
    expect(authority.lastHeaders).toMatchObject({ 'x-key': 'k', accept: 'application/json' })
  })

  it('hands redirects and failures back unread', async () => {
    authority.answers.set('/moved', {
      status: 302,
      body: 'elsewhere',
      headers: { location: `${authority.issuer}/v1/keys` },
    })
    const fetchText = createFetchText(world.services.upstream, {}, 5_000)
    expect(await fetchText(`${authority.origin}/moved`, 100)).toMatchObject({ status: 302, text: '' })
    expect(await fetchText(`${authority.origin}/none`, 100)).toMatchObject({ status: 404, text: '' })
  })

  it('refuses more than the limit (attack 6)', async () => {
    authority.answers.set('/big', { status: 200, body: 'x'.repeat(70_000) })
    await expect(
      createFetchText(world.services.upstream, {}, 5_000)(`${authority.origin}/big`, 65_536),
    ).rejects.toThrow()
  })

  it('does not wait longer than it was told, however steadily a document drips', async () => {
    const dripping = await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(timer))
    })
    await expect(createFetchText(world.services.upstream, {}, 100)(dripping.url, 65_536)).rejects.toThrow()
    await dripping.close()
  })
})
