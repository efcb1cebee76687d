import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  authorizeUrl,
  createPkce,
  signIn,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
beforeAll(async () => {
  world = await startAuthorizationServerWorld()
})
afterAll(() => world.close())

/** The lines about requests; a line is written when its response has closed, which is after its client has read it. */
async function requestLines(count: number): Promise<readonly Record<string, unknown>[]> {
  for (;;) {
    const lines = world.logged.filter(({ message }) => message === 'request').map(({ fields }) => fields)
    if (lines.length >= count) return lines
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('every request is one line: path and outcome, without query and without the id of a sign-in', async () => {
  await (await fetch(`${world.issuer}/.well-known/oauth-authorization-server`)).text()
  await (await fetch(`${world.issuer}/v1/token`, { method: 'POST' })).text()
  await (await fetch(authorizeUrl(world.issuer, createPkce().challenge, { redirect_uri: undefined }))).text()
  const first = await requestLines(3)
  expect(first).toEqual([
    {
      authorizationServer: 'mcp',
      method: 'GET',
      path: '/oauth2/mcp/.well-known/oauth-authorization-server',
      status: 200,
      ms: expect.any(Number) as number,
    },
    expect.objectContaining({ method: 'POST', path: '/oauth2/mcp/v1/token', status: 401 }),
    expect.objectContaining({ method: 'GET', path: '/oauth2/mcp/v1/authorize', status: 400 }),
  ])
  const { code } = await signIn(world.issuer)
  const after = (await requestLines(7)).slice(3)
  expect(after.map(({ path }) => path)).toEqual([
    '/oauth2/mcp/v1/authorize',
    '/oauth2/mcp/v1/sign-in/...',
    '/oauth2/mcp/v1/sign-in/...',
    '/oauth2/mcp/v1/authorize/...',
  ])
  expect(JSON.stringify(world.logged)).not.toContain(code)
})
