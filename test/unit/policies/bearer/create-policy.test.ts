import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BufferedBody, type Exchange, type Reply } from '../../../../src/gateway/exchange.ts'
import type { InboundPolicy } from '../../../../src/gateway/policy.ts'
import type { LocalIssuers } from '../../../../src/gateway/services.ts'
import { describeOkta } from '../../../../src/oauth/resource-server/identity-providers/okta.ts'
import { createJwtPolicy } from '../../../../src/policies/bearer/create-jwt-policy.ts'
import type { JwtOptions } from '../../../../src/policies/bearer/options.ts'
import {
  contextOf,
  createWorld,
  exchangeWith,
  headerOf,
  routeAt,
  type World,
  type WorldInput,
} from '../../../support/policy-setup.ts'
import { proofOf, thumbprintOf } from '../../../support/dpop.ts'
import { makeKey, SigningAuthority } from '../../../support/signing-authority.ts'
import { bearer, judge, jwtOptionsWith, type Judged } from '../../../support/token-policy.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

let authority: SigningAuthority
beforeAll(async () => {
  authority = await SigningAuthority.start()
})
afterAll(() => authority.stop())

const worlds: World[] = []
afterEach(async () => {
  authority.answers.clear()
  await Promise.all(worlds.splice(0).map((world) => world.close()))
})

interface Guard {
  readonly policy: InboundPolicy
  readonly world: World
  ask(changes?: Partial<Exchange>, route?: string): Promise<Judged>
}

function guardWith(changes: Partial<JwtOptions> = {}, input: WorldInput & GuardInput = {}): Guard {
  const world = createWorld({ routes: [routeAt('/mcp')], ...input })
  worlds.push(world)
  const options = jwtOptionsWith({
    audience: 'http://127.0.0.1:9000/mcp',
    scopes: ['mcp:access'],
    oAuthResourceMetadataEnabled: true,
    ...changes,
  })
  const { issuer = authority.issuer, authHeader = 'authorization' } = input
  const policy = createJwtPolicy(describeOkta(issuer), options, world.setup, { authHeader })
  return { policy, world, ask: (exchange, route) => judge(policy, world, exchange, route) }
}

interface GuardInput {
  readonly issuer?: string
  readonly authHeader?: string
}

describe('a request without credentials', () => {
  it('[R3] [R5] [R6] [R17] gets 401 with a challenge that names metadata and scope, and no error', async () => {
    const { reply, context } = await guardWith().ask()
    expect(reply?.status).toBe(401)
    expect(headerOf(reply, 'www-authenticate')).toBe(
      'Bearer resource_metadata="http://127.0.0.1:9000/.well-known/oauth-protected-resource/mcp", scope="mcp:access", ' +
        'sallyport_hint="resource_metadata=http://127.0.0.1:9000/.well-known/oauth-protected-resource/mcp "',
    )
    expect(context.refusal).toBe('credentials: expected an access token, found none')
  })

  it('gets a problem document that scripts do not take for a challenge', async () => {
    const { reply } = await guardWith().ask()
    const text = await readReplyText(reply as Reply)
    expect(headerOf(reply, 'content-type')).toBe('application/problem+json')
    expect(JSON.parse(text)).toMatchObject({
      status: 401,
      title: 'Unauthorized',
      instance: '/mcp',
      trace: { requestId: 'request-1' },
    })
    expect(text).not.toContain('resource_metadata')
  })

  it('[R4] is pointed to the origin it asked and the path it is on', async () => {
    const guard = guardWith()
    const asked = async (changes: Partial<Exchange>, route?: string): Promise<string> =>
      /resource_metadata="([^"]+)"/.exec(
        headerOf((await guard.ask(changes, route)).reply, 'www-authenticate'),
      )?.[1] ?? ''
    expect(await asked({ origin: 'http://localhost:9000' })).toBe(
      'http://localhost:9000/.well-known/oauth-protected-resource/mcp',
    )
    expect(await asked({ path: '/books/1' }, '/books/{id}')).toBe(
      'http://127.0.0.1:9000/.well-known/oauth-protected-resource/books/1',
    )
  })

  it('is not pointed to metadata that nobody publishes', async () => {
    const { reply } = await guardWith({ oAuthResourceMetadataEnabled: false }).ask()
    expect(headerOf(reply, 'www-authenticate')).toBe('Bearer scope="mcp:access"')
  })

  it('passes without a user when the project lets it', async () => {
    const { reply, exchange } = await guardWith({ allowUnauthenticatedRequests: true }).ask()
    expect([reply, exchange.user]).toEqual([undefined, undefined])
  })
})

describe('a request with a good token', () => {
  it('[R9] passes with the user of the token, the second time without a promise', async () => {
    const guard = guardWith()
    const token = await authority.token()
    const { reply, exchange } = await guard.ask(bearer(token))
    expect(reply).toBeUndefined()
    expect(exchange.user).toMatchObject({
      sub: 'ada@example.com',
      data: { scp: ['mcp:access'], cid: 'client-1' },
    })
    const again = exchangeWith(bearer(token))
    expect(guard.policy.handle(again, contextOf(again, guard.world.services))).toBeUndefined()
    expect(again.user?.sub).toBe('ada@example.com')
  })

  it('[R11] leaves token and header value as secrets that no upstream may see', async () => {
    const token = await authority.token()
    const { context, exchange } = await guardWith().ask(bearer(token))
    expect(context.presentedSecrets).toEqual([token, `Bearer ${token}`])
    expect(exchange.headers['authorization']).toBe(`Bearer ${token}`)
  })

  it('has claims of its own, which a module may change for itself alone', async () => {
    const guard = guardWith()
    const token = await authority.token()
    const first = await guard.ask(bearer(token))
    if (first.exchange.user !== undefined) first.exchange.user.data['role'] = 'admin'
    expect((await guard.ask(bearer(token))).exchange.user?.data).not.toHaveProperty('role')
  })

  it('is one resource under every loopback spelling', async () => {
    const guard = guardWith({ audience: 'http://localhost:9000/mcp' })
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const token = await authority.token({ claims: { aud: `http://${host}:9000/mcp` } })
      expect((await guard.ask(bearer(token))).reply).toBeUndefined()
    }
  })
})

describe('a request with a token that is not accepted', () => {
  it('[R5] gets 401 invalid_token with the check that failed; the log also says what was found', async () => {
    const guard = guardWith()
    const token = await authority.token({ claims: { aud: 'https://other.example/mcp' } })
    const { reply, context, exchange } = await guard.ask(bearer(token))
    expect(reply?.status).toBe(401)
    const challenge = headerOf(reply, 'www-authenticate')
    expect(challenge).toContain('error="invalid_token"')
    expect(challenge).toContain(
      'error_description="The access token is for another audience; expected http://127.0.0.1:9000/mcp."',
    )
    expect(context.refusal).toBe('aud: expected http://127.0.0.1:9000/mcp, found https://other.example/mcp')
    expect(exchange.user).toBeUndefined()
  })

  it('[R5] [R14] hears about expiry and foreign keys, and never gets the token back (attack 30)', async () => {
    const guard = guardWith()
    const foreign = await makeKey('RS256', authority.key.jwk.kid)
    const tokens = {
      expired: await authority.token({ claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }),
      signature: await authority.token({ key: foreign }),
    }
    for (const [word, token] of Object.entries(tokens)) {
      const { reply, context } = await guard.ask(bearer(token))
      const said = `${JSON.stringify(reply)} ${context.refusal ?? ''} ${JSON.stringify(guard.world.records)}`
      expect(headerOf(reply, 'www-authenticate')).toContain(word)
      for (const part of token.split('.')) expect(said).not.toContain(part)
    }
  })

  it('passes without a user when the project lets it, its token still a secret', async () => {
    const token = await authority.token({ claims: { iss: 'https://other.example' } })
    const { reply, exchange, context } = await guardWith({ allowUnauthenticatedRequests: true }).ask(
      bearer(token),
    )
    expect([reply, exchange.user]).toEqual([undefined, undefined])
    expect(context.presentedSecrets).toContain(token)
  })
})

describe('a request whose credentials cannot be read', () => {
  it('[R5] gets 400 for a repeated header, whatever it holds (attack 31)', async () => {
    const token = await authority.token()
    for (const allowUnauthenticatedRequests of [false, true]) {
      const guard = guardWith({ allowUnauthenticatedRequests })
      const { reply, exchange } = await guard.ask({ ...bearer(token), repeatedHeaders: ['authorization'] })
      expect(reply?.status).toBe(400)
      expect(headerOf(reply, 'www-authenticate')).toContain('error="invalid_request"')
      expect(exchange.user).toBeUndefined()
    }
  })

  it('[R10] gets 400 for a token in the query, also beside a good header (attack 31)', async () => {
    const guard = guardWith()
    const token = await authority.token()
    const { reply, exchange } = await guard.ask({ search: `?access_token=${token}` })
    expect([reply?.status, exchange.user]).toEqual([400, undefined])
    expect((await guard.ask({ ...bearer(token), search: '?a=1&access_token=x' })).reply?.status).toBe(400)
  })

  it('gets 400 for what no token can be, and for one that is too long (attack 27)', async () => {
    const guard = guardWith()
    expect((await guard.ask({ headers: { authorization: 'Bearer a, Bearer b' } })).reply?.status).toBe(400)
    expect((await guard.ask(bearer('a'.repeat(20_000)))).reply?.status).toBe(400)
  })
})

describe('a form with a token', () => {
  const form = (text: string): Partial<Exchange> => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new BufferedBody(text),
  })

  it('[R10] gets 400, and JSON that curl calls a form is left alone (attack 31)', async () => {
    const guard = guardWith()
    const token = await authority.token()
    expect((await guard.ask(form(`access_token=${token}`))).reply?.status).toBe(400)
    const json = form(JSON.stringify({ access_token: token }))
    expect((await guard.ask(json)).reply?.status).toBe(401)
    const headers = { ...json.headers, ...bearer(token).headers }
    expect((await guard.ask({ ...json, headers })).exchange.user?.sub).toBe('ada@example.com')
  })

  it('is not read when it is larger than a token', async () => {
    const large = form(`access_token=${'x'.repeat(40_000)}`)
    expect((await guardWith().ask(large)).reply?.status).toBe(401)
  })
})

describe('several policies on one route', () => {
  it('leave the user to the first that knows the caller, unless one is strict', async () => {
    const lenient = guardWith({ allowUnauthenticatedRequests: true })
    const user = { sub: 'first', data: {} }
    const request = { ...bearer(await authority.token()), user }
    const kept = await lenient.ask(request)
    expect([kept.reply, kept.exchange.user?.sub]).toEqual([undefined, 'first'])
    expect(kept.context.presentedSecrets).toHaveLength(2)
    expect((await guardWith().ask(request)).exchange.user?.sub).toBe('ada@example.com')
    expect((await guardWith().ask({ ...bearer('x.y.z'), user })).reply?.status).toBe(401)
  })
})

describe('keys that cannot be read', () => {
  it('give 503 with Retry-After, not a 401, and a reason for /ready (attack 8)', async () => {
    authority.answers.set('/oauth2/aus1/v1/keys', { status: 503, body: '' })
    for (const allowUnauthenticatedRequests of [false, true]) {
      const guard = guardWith({ allowUnauthenticatedRequests })
      const { reply, exchange } = await guard.ask(bearer(await authority.token()))
      expect(reply?.status).toBe(503)
      expect(Number(headerOf(reply, 'retry-after'))).toBeGreaterThan(0)
      expect(reply?.headers).not.toHaveProperty('www-authenticate')
      expect(exchange.user).toBeUndefined()
      expect(guard.policy.protectedResource?.problem()).toContain(authority.issuer)
    }
  })

  it('do not keep 401s and challenges from being served', async () => {
    authority.answers.set('/oauth2/aus1/v1/keys', { status: 503, body: '' })
    expect((await guardWith().ask()).reply?.status).toBe(401)
  })
})

describe('an embedded issuer', () => {
  it('is accepted in each of its spellings, its keys read in process', async () => {
    const before = authority.fetches
    const spellings = ['http://127.0.0.1:9000/oauth2/dev', 'http://localhost:9000/oauth2/dev']
    const localIssuers: LocalIssuers = {
      keysOf: (issuer) =>
        spellings.includes(issuer) ? Promise.resolve({ keys: [{ ...authority.key.jwk }] }) : undefined,
      spellingsOf: (issuer) => (spellings.includes(issuer) ? spellings : [issuer]),
    }
    const guard = guardWith({}, { localIssuers, issuer: spellings[0] ?? '' })
    for (const iss of spellings) {
      expect((await guard.ask(bearer(await authority.token({ claims: { iss } })))).reply).toBeUndefined()
    }
    expect((await guard.ask(bearer(await authority.token()))).context.refusal).toContain('iss: expected')
    expect(authority.fetches).toBe(before)
  })
})

describe('another header', () => {
  it('is where the token is read from, and nowhere else', async () => {
    const guard = guardWith({}, { authHeader: 'x-token' })
    const token = await authority.token()
    expect((await guard.ask({ headers: { 'x-token': token } })).exchange.user?.sub).toBe('ada@example.com')
    expect((await guard.ask(bearer(token))).reply?.status).toBe(401)
  })
})

describe('a bound token', () => {
  const url = 'http://127.0.0.1:9000/mcp'

  it('passes with its proof, each time with a new one', async () => {
    const guard = guardWith({ dpop: jwtOptionsWith({ dpop: {} }).dpop })
    const key = await makeKey('ES256')
    const token = await authority.token({ claims: { cnf: { jkt: await thumbprintOf(key) } } })
    for (let index = 0; index < 2; index++) {
      const headers = { authorization: `DPoP ${token}`, dpop: await proofOf(key, token, url) }
      const { reply, exchange, context } = await guard.ask({ headers })
      expect([reply, exchange.user?.sub]).toEqual([undefined, 'ada@example.com'])
      expect(context.presentedSecrets).toEqual([token, `DPoP ${token}`, headers.dpop])
      expect((await guard.ask({ headers })).reply?.status).toBe(401)
    }
  })

  it('is refused as a bearer token, also the second time and where nothing was configured', async () => {
    const key = await makeKey('ES256')
    const token = await authority.token({ claims: { cnf: { jkt: await thumbprintOf(key) } } })
    for (const guard of [guardWith(), guardWith({ dpop: jwtOptionsWith({ dpop: {} }).dpop })]) {
      for (let index = 0; index < 2; index++) {
        const { reply, exchange, context } = await guard.ask(bearer(token))
        expect([reply?.status, exchange.user]).toEqual([401, undefined])
        expect(context.refusal).toContain('binding')
      }
    }
  })

  it('is not seen where DPoP is not spoken', async () => {
    const headers = { authorization: `DPoP ${await authority.token()}` }
    const { reply } = await guardWith().ask({ headers })
    expect(headerOf(reply, 'www-authenticate')).toMatch(/^Bearer resource_metadata=/)
    expect(headerOf(reply, 'www-authenticate')).not.toContain('error=')
  })
})
