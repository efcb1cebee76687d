import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../../src/foundation/result.ts'
import {
  createIntrospectionVerifier,
  type IntrospectionInput,
  type IntrospectionReply,
  type IntrospectionVerifier,
} from '../../../../src/oauth/resource-server/introspect-token.ts'

let time = 1_700_000_000_000
const seconds = (): number => Math.floor(time / 1000)
const json = (value: unknown, status = 200): IntrospectionReply => ({
  status,
  contentType: 'application/json',
  text: typeof value === 'string' ? value : JSON.stringify(value),
})
const active = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  active: true,
  sub: 'ada',
  aud: 'https://gw.example/mcp',
  scope: 'a b',
  client_id: 'client-1',
  ...changes,
})

interface Asked {
  readonly verifier: IntrospectionVerifier
  readonly tokens: string[]
  readonly failures: string[]
}

function asking(
  answer: (token: string) => IntrospectionReply | Promise<IntrospectionReply>,
  changes: Partial<IntrospectionInput> = {},
): Asked {
  const tokens: string[] = []
  const failures: string[] = []
  const verifier = createIntrospectionVerifier({
    issuers: ['https://as.example'],
    audiences: ['https://gw.example/mcp'],
    ask: async (token) => {
      tokens.push(token)
      return answer(token)
    },
    now: () => time,
    sha256: (text) => text,
    onFailure: (message) => failures.push(message),
    ...changes,
  })
  return { verifier, tokens, failures }
}

const reasonFor = async (value: unknown, changes: Partial<IntrospectionInput> = {}): Promise<string> => {
  const verified = await asking(() => json(value), changes).verifier.verify('t')
  return verified.ok ? 'accepted' : verified.error.reason
}

describe('createIntrospectionVerifier', () => {
  it('accepts an active token with what the endpoint says of it', async () => {
    const { verifier } = asking(() => json(active({ exp: seconds() + 60 })))
    expect(await verifier.verify('opaque')).toMatchObject({
      ok: true,
      value: {
        subject: 'ada',
        scopes: ['a', 'b'],
        expiresAt: seconds() + 60,
        claims: { client_id: 'client-1' },
      },
    })
  })

  it('judges the claims there are: audience, issuer, times and subject', async () => {
    expect(await reasonFor(active())).toBe('accepted')
    expect(await reasonFor(active({ aud: 'https://other.example' }))).toBe('audience')
    expect(await reasonFor(active({ aud: undefined }))).toBe('claim')
    expect(await reasonFor(active({ aud: undefined }), { audiences: undefined })).toBe('accepted')
    expect(await reasonFor(active({ iss: 'https://evil.example' }))).toBe('issuer')
    expect(await reasonFor(active({ exp: seconds() - 60 }))).toBe('expired')
    expect(await reasonFor(active({ nbf: seconds() + 60 }))).toBe('not-yet-valid')
    expect(await reasonFor(active({ sub: undefined }))).toBe('claim')
    expect(await reasonFor(active({ sub: undefined }), { subjectClaim: 'client_id' })).toBe('accepted')
    expect(await reasonFor(active({ cnf: { kid: 'x' } }))).toBe('binding')
    expect(await reasonFor(active(), { isRevoked: () => Promise.resolve(true) })).toBe('revoked')
  })

  it('refuses a token that is not active, and does not ask about it again at once', async () => {
    const { verifier, tokens } = asking(() => json({ active: false }))
    for (let index = 0; index < 3; index++)
      expect(await verifier.verify('t')).toMatchObject({ error: { reason: 'inactive' } })
    expect(tokens).toHaveLength(1)
    time += 5_000
    await verifier.verify('t')
    expect(tokens).toHaveLength(2)
  })

  it('asks once for many who wait, and remembers for the time it is told', async () => {
    const { verifier, tokens } = asking(() => json(active()), { rememberSeconds: 600 })
    await Promise.all(Array.from({ length: 20 }, () => verifier.verify('t')))
    time += 599_000
    expect(verifier.verifyCached('t')).toBeDefined()
    time += 1_000
    await verifier.verify('t')
    expect(tokens).toHaveLength(2)
    verifier.forget()
    await verifier.verify('t')
    expect(tokens).toHaveLength(3)
  })

  it('takes what is no answer for an outage, and spares the endpoint for a moment', async () => {
    const answers = [
      json({}, 500),
      json({}, 401),
      json('no JSON'),
      json([]),
      json({ active: 'yes' }),
      json({}, 302),
    ]
    for (const answer of answers) {
      const { verifier, tokens, failures } = asking(() => answer)
      expect(await verifier.verify('a')).toMatchObject({
        error: { reason: 'introspection-unavailable', retryAfterSeconds: 2 },
      })
      expect(await verifier.verify('b')).toMatchObject({ error: { reason: 'introspection-unavailable' } })
      expect([tokens, failures.length]).toEqual([['a'], 1])
      expect(verifier.problem()).toContain('cannot be asked')
    }
  })

  it('is well again after the next answer', async () => {
    let down = true
    const { verifier } = asking(() => {
      if (down) throw new Error('connection refused')
      return json(active())
    })
    await verifier.verify('t')
    down = false
    time += 2_000
    expect((await verifier.verify('t')).ok).toBe(true)
    expect(verifier.problem()).toBeUndefined()
  })

  it('reads a JWT as answer (a phantom token), and 204 as a token that is not active', async () => {
    const jwt = await new SignJWT({ sub: 'ada', aud: 'https://gw.example/mcp', iss: 'https://as.example' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new Uint8Array(32))
    const phantom: IntrospectionReply = { status: 200, contentType: 'application/jwt', text: `${jwt}\n` }
    expect(await asking(() => phantom).verifier.verify('t')).toMatchObject({ value: { subject: 'ada' } })
    const none = { status: 204, contentType: undefined, text: '' }
    expect(await asking(() => none).verifier.verify('t')).toMatchObject({ error: { reason: 'inactive' } })
  })

  it('has the JWT verified where its issuer is known', async () => {
    const seen: string[] = []
    const token = { subject: 'eve', claims: {}, scopes: [], expiresAt: 1, binding: undefined }
    const verifyAnswer = {
      verifyCached: () => undefined,
      verify: (jwt: string) => {
        seen.push(jwt)
        return Promise.resolve(ok(token))
      },
      forget: () => void seen.push('forgotten'),
    }
    const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA'
    const { verifier } = asking(() => ({ status: 200, contentType: 'application/jwt', text: jwt }), {
      verifyAnswer,
    })
    expect(await verifier.verify('t')).toEqual(ok(token))
    verifier.forget()
    expect(seen).toEqual([jwt, 'forgotten'])
  })

  it('does not ask about what is too long to be a token (attack 27)', async () => {
    const { verifier, tokens } = asking(() => json(active()))
    expect(await verifier.verify('x'.repeat(20_000))).toMatchObject({ error: { reason: 'too-long' } })
    expect(tokens).toEqual([])
  })

  it('keeps names like __proto__ away from every prototype (attack 29)', async () => {
    const { verifier } = asking(() =>
      json(`{"active":true,"sub":"ada","aud":"https://gw.example/mcp","__proto__":{"admin":true}}`),
    )
    const verified = await verifier.verify('t')
    expect(verified.ok && Object.getPrototypeOf(verified.value.claims)).toBeNull()
  })
})
