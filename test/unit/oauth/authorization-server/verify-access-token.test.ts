import { decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { createTokenVerifier } from '../../../../src/oauth/authorization-server/verify-access-token.ts'
import type { ServedServer } from '../../../../src/oauth/authorization-server/served-server.ts'
import {
  basic,
  postForm,
  startAuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

test('a token of before a rotation verifies after it, the new one too, and anything else does not', async () => {
  const world = await startAuthorizationServerWorld()
  try {
    const ask = async (): Promise<string> => {
      const answer = await postForm(world.issuer, { grant_type: 'client_credentials' }, basic('service'))
      return String(answer.body['access_token'])
    }
    const before = await ask()
    await world.servers.rotateKeys('mcp')
    const after = await ask()
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
    const published = await world.servers.keysOf(world.issuer)
    expect(published?.keys.map(({ kid }) => kid)).toEqual(
      [after, before].map((token) => decodeProtectedHeader(token).kid),
    )
    const served = {
      keys: { published: published ?? { keys: [] } },
      issuers: [world.issuer],
      revokedTokens: { has: async () => false },
      server: { audience: `${world.origin}/mcp` },
    } as unknown as ServedServer
    const verify = createTokenVerifier(served)
    expect(await verify(before)).toMatchObject({ cid: 'service' })
    expect(await verify(after)).toMatchObject({ cid: 'service' })
    expect(await verify(`${after}x`)).toBeUndefined()
    expect(await verify('a'.repeat(10_000))).toBeUndefined()
  } finally {
    await world.close()
  }
})
