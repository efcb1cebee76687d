import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { curityPhantomToken } from '../../../../src/policies/inbound/curity-phantom-token/curity-phantom-token.ts'
import { createIntrospectionPolicy } from '../../../../src/policies/bearer/create-introspection-policy.ts'
import { startUpstream, type LoopbackUpstream } from '../../../support/loopback-upstream.ts'
import { createWorld, headerOf, type World } from '../../../support/policy-setup.ts'
import { SigningAuthority } from '../../../support/signing-authority.ts'
import { accepts, bearer, createPolicy, judge, jwtOptionsWith } from '../../../support/token-policy.ts'

interface Question {
  readonly authorization: string | undefined
  readonly accept: string | undefined
  readonly form: URLSearchParams
}

let authority: SigningAuthority
let world: World
let server: LoopbackUpstream
let answer: { status: number; type: string; body: string }
const asked: Question[] = []
beforeAll(async () => {
  authority = await SigningAuthority.start()
  world = createWorld()
  server = await startUpstream((request, response, body) => {
    const { authorization, accept } = request.headers
    asked.push({ authorization, accept, form: new URLSearchParams(body) })
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body)
  })
})
afterAll(async () => {
  await world.close()
  await server.close()
  await authority.stop()
})
beforeEach(() => void asked.splice(0))

const profile = {
  issuer: undefined,
  clientId: 'gate way',
  clientSecret: 's:e&c',
  clientAuthentication: 'client_secret_basic',
  accept: 'application/json',
  cacheDurationSeconds: 60,
  timeoutSeconds: 5,
  subjectClaim: 'sub',
  authHeader: 'Authorization',
  keySet: undefined,
} as const
const json = (value: unknown, status = 200): void => {
  answer = { status, type: 'application/json', body: JSON.stringify(value) }
}

describe('createIntrospectionPolicy', () => {
  it('asks with the credentials of its client, as RFC 6749 section 2.3.1 encodes them', async () => {
    const policy = createIntrospectionPolicy(
      { ...profile, introspectionUrl: server.url },
      jwtOptionsWith(),
      world.setup,
    )
    json({ active: true, sub: 'ada' })
    const { exchange } = await judge(policy, world, bearer('opaque-1'))
    expect(exchange.user).toMatchObject({ sub: 'ada', data: { active: true } })
    expect(asked[0]?.authorization).toBe(`Basic ${btoa('gate+way:s%3Ae%26c')}`)
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      token: 'opaque-1',
      token_type_hint: 'access_token',
    })
  })

  it('asks with the secret in the form where it is told to', async () => {
    const post = {
      ...profile,
      clientAuthentication: 'client_secret_post',
      introspectionUrl: server.url,
    } as const
    const policy = createIntrospectionPolicy(post, jwtOptionsWith(), world.setup)
    json({ active: false })
    expect(await accepts(policy, world, 'opaque-2')).toBe(false)
    expect(asked[0]?.authorization).toBeUndefined()
    expect(asked[0]?.form.get('client_secret')).toBe('s:e&c')
  })

  it('finds the endpoint through the metadata of the issuer, at the issuer only', async () => {
    const metadata = (endpoint: string) =>
      authority.answers.set('/oauth2/aus1/.well-known/openid-configuration', {
        status: 200,
        body: JSON.stringify({ issuer: authority.issuer, introspection_endpoint: endpoint }),
      })
    authority.answers.set('/introspect', { status: 200, body: '{"active":true,"sub":"ada"}' })
    const discovered = { ...profile, issuer: authority.issuer, introspectionUrl: undefined }
    metadata(`${authority.origin}/introspect`)
    const policy = createIntrospectionPolicy(discovered, jwtOptionsWith(), world.setup)
    expect(await accepts(policy, world, 'opaque-3')).toBe(true)
    metadata(server.url)
    const elsewhere = createIntrospectionPolicy(discovered, jwtOptionsWith(), world.setup)
    expect((await judge(elsewhere, world, bearer('opaque-3'))).reply?.status).toBe(503)
    expect(elsewhere.protectedResource?.problem()).toContain('set introspectionUrl to trust it')
    expect(asked).toEqual([])
  })

  it('answers 503 with Retry-After while the endpoint is down, and asks again after a revocation', async () => {
    const policy = createIntrospectionPolicy(
      { ...profile, introspectionUrl: server.url },
      jwtOptionsWith(),
      world.setup,
    )
    json({ active: true, sub: 'ada' })
    await accepts(policy, world, 'opaque-4')
    await accepts(policy, world, 'opaque-4')
    expect(asked).toHaveLength(1)
    await policy.onRevoked?.({})
    json({}, 500)
    const { reply } = await judge(policy, world, bearer('opaque-4'))
    expect([reply?.status, headerOf(reply, 'retry-after')]).toEqual([503, '2'])
    expect(asked).toHaveLength(2)
  })

  it('verifies the JWT that Curity answers with the keys of the issuer, where that is named', async () => {
    const { issuer } = authority
    authority.answers.set('/oauth2/aus1/.well-known/openid-configuration', {
      status: 200,
      body: JSON.stringify({ issuer, jwks_uri: `${issuer}/v1/keys` }),
    })
    const options = { clientId: 'a', clientSecret: 'b', introspectionUrl: server.url, issuer }
    answer = { status: 200, type: 'application/jwt', body: await authority.token({ claims: { sub: 'eve' } }) }
    const policy = createPolicy(curityPhantomToken, options, world)
    expect((await judge(policy, world, bearer('opaque-5'))).exchange.user?.sub).toBe('eve')
    answer.body = answer.body.slice(0, -8) + 'AAAAAAAA'
    expect((await judge(policy, world, bearer('opaque-6'))).reply?.status).toBe(401)
    expect(asked[0]?.accept).toBe('application/jwt')
  })
})
