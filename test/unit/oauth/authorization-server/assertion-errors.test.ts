import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  checkAssertionTimes,
  describeAssertionError,
} from '../../../../src/oauth/authorization-server/assertion-errors.ts'
import { discover, insecure } from '../../../support/authorization-server-client.ts'
import {
  postForm,
  sampleIdentity,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
  type TokenAnswer,
} from '../../../support/authorization-server-world.ts'

let world: AuthorizationServerWorld
let key: CryptoKey
let foreignKey: CryptoKey
beforeAll(async () => {
  const pair = await generateKeyPair('RS256')
  key = pair.privateKey
  foreignKey = (await generateKeyPair('RS256')).privateKey
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  world = await startAuthorizationServerWorld({
    identity: (origin) => {
      const sample = sampleIdentity(origin)
      const service = sample.clients.find(({ id }) => id === 'service')
      if (service === undefined) throw new Error('no service client')
      const robot = { ...service, id: 'robot', secret: undefined, jwks: { keys: [jwk] } }
      return {
        ...sample,
        clients: [...sample.clients, { ...robot, tokenEndpointAuthMethod: 'private_key_jwt' }],
      }
    },
  })
})
afterAll(() => world.close())

const now = (): number => Math.floor(Date.now() / 1000)
const good = (): JWTPayload => ({
  ...{ iss: 'robot', sub: 'robot', aud: `${world.issuer}/v1/token`, jti: crypto.randomUUID() },
  ...{ iat: now(), exp: now() + 300 },
})
const sign = (claims: JWTPayload, header: { kid?: string; alg?: string } = {}, by = key): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header }).sign(by)
const ask = (
  assertion: string,
  changes: Record<string, string> = {},
  path = '/v1/token',
): Promise<TokenAnswer> => {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  const form = { grant_type: 'client_credentials', client_assertion_type: type, client_assertion: assertion }
  return postForm(world.issuer, { ...form, ...changes }, {}, path)
}

test('oauth4webapi proves itself with a key, and gets a token', async () => {
  const server = await discover(world.issuer)
  const client = { client_id: 'robot' }
  const proof = oauth.PrivateKeyJwt({ key, kid: 'k1' })
  const response = await oauth.clientCredentialsGrantRequest(server, client, proof, {}, insecure)
  const tokens = await oauth.processClientCredentialsResponse(server, client, response)
  expect(tokens.scope).toBe('mcp:access')
})

test.each<[string, () => Promise<string>, string]>([
  [
    'another audience',
    () => sign({ ...good(), aud: 'https://other.example' }),
    'The audience claim for client_assertion must be the endpoint invoked for the request.',
  ],
  [
    'an end in the past',
    () => sign({ ...good(), exp: now() - 60 }),
    'The client_assertion token is expired.',
  ],
  [
    'an end too far away',
    () => sign({ ...good(), exp: now() + 3700 }),
    'The client_assertion token has an expiration too far into the future.',
  ],
  [
    'no end',
    () => sign({ ...good(), exp: undefined as unknown as number }),
    "The client_assertion must contain the 'exp' claim as seconds since epoch.",
  ],
  [
    'a beginning in the future',
    () => sign({ ...good(), iat: now() + 200 }),
    'The client_assertion token must be issued before the current time.',
  ],
  ['a foreign signature', () => sign(good(), {}, foreignKey), 'The client_assertion signature is invalid.'],
  [
    'a key nobody knows',
    () => sign(good(), { kid: '../k2' }, foreignKey),
    'The client_assertion JWT kid is invalid.',
  ],
  [
    'another issuer',
    () => sign({ ...good(), iss: 'web' }),
    'The issuer claim for client_assertion is not a valid client_id.',
  ],
  [
    'no subject',
    () => sign({ ...good(), sub: undefined as unknown as string }),
    'The subject claim for client_assertion is not a valid client_id.',
  ],
  ['no JWT', async () => 'x', 'The parsing of the client_assertion failed.'],
])('an assertion with %s is refused in the words of Okta', async (_name, make, words) => {
  const answer = await ask(await make())
  expect([answer.status, answer.body]).toEqual([401, { error: 'invalid_client', error_description: words }])
})

test('an assertion works once, whatever it is used for', async () => {
  const assertion = await sign(good())
  expect((await ask(assertion)).status).toBe(200)
  for (const path of ['/v1/token', '/v1/introspect', '/v1/revoke']) {
    expect((await ask(assertion, { token: 'x' }, path)).body).toEqual({
      error: 'invalid_client',
      error_description: 'The client_assertion token has already been used.',
    })
  }
})

test('an algorithm of secrets, and another type of assertion, are refused', async () => {
  const header = Buffer.from('{"alg":"HS256","kid":"k1"}').toString('base64url')
  const shared = `${header}.${Buffer.from(JSON.stringify(good())).toString('base64url')}.AAAA`
  expect((await ask(shared)).body['error_description']).toBe(
    'The client_assertion JWT signature algorithm is invalid.',
  )
  const saml = 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer'
  expect(await ask(await sign(good()), { client_assertion_type: saml })).toMatchObject({
    status: 400,
    body: { error: 'invalid_request', error_description: 'The client_assertion_type is invalid.' },
  })
})

test('other words are not about an assertion, and good times pass', () => {
  expect(describeAssertionError('invalid secret provided')).toBeUndefined()
  expect(checkAssertionTimes({ exp: 1300, iat: 1000 }, 1000)).toBeUndefined()
})
