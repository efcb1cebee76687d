import { decodeJwt } from 'jose'
import { afterEach, expect, it } from 'vitest'
import { createServerAdministration } from '../../../../src/oauth/authorization-server/administration.ts'
import {
  postForm,
  redeem,
  sampleIdentity,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
afterEach(() => world.close())

it("lists a person's grants and ends them with their refresh tokens and sign-ins, and nobody else's", async () => {
  world = await startAuthorizationServerWorld()
  const tokens = await redeem(
    world.issuer,
    await signIn(world.issuer, { scope: 'mcp:access offline_access' }),
  )
  const administration = createServerAdministration(world.storage, sampleIdentity(world.origin))
  const alex = { user: 'Alex@example.com' }
  expect(await administration.listGrants(alex, 10)).toMatchObject([
    { server: 'mcp', user: 'alex@example.com', client: 'native' },
  ])
  expect(await administration.endGrants({ user: 'sam@example.com' })).toEqual({ grants: 0, sessions: 0 })
  expect(await administration.endGrants(alex)).toEqual({ grants: 1, sessions: 1 })
  expect(await administration.listGrants({}, 10)).toEqual([])
  const refreshed = await postForm(world.issuer, {
    grant_type: 'refresh_token',
    client_id: 'native',
    refresh_token: String(tokens.body['refresh_token']),
  })
  expect(refreshed.body['error']).toBe('invalid_grant')
  const { jti = '' } = decodeJwt(String(tokens.body['access_token']))
  expect(await world.servers.isRevoked(world.issuer, jti)).toBe(true)
})
