import { describe, expect, it } from 'vitest'
import { redact, redacted, redactText } from '../../../src/telemetry/redact.ts'

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'

describe('redact', () => {
  it('[R14] replaces values under secret names, in any case and spelling', () => {
    const names = [
      ...[
        'authorization',
        'Proxy-Authorization',
        'cookie',
        'Set-Cookie',
        'token',
        'access_token',
        'refreshToken',
        'id_token',
      ],
      ...[
        'secret',
        'clientSecret',
        'client_secret',
        'password',
        'code',
        'code_verifier',
        'client_assertion',
        'apiKey',
        'x-api-key',
      ],
    ]
    for (const name of names) expect(redact({ [name]: 'hush' })).toEqual({ [name]: redacted })
    expect(redact({ tokens: ['hush'], credentials: { a: 'hush' } })).toEqual({
      tokens: redacted,
      credentials: redacted,
    })
  })

  it('leaves names alone that only sound secret', () => {
    const fields = {
      passwordFile: '.sallyport/password',
      tokenUrl: 'https://a.example/token',
      tokens: 3,
      secretless: 'x',
      code: 'ECONNREFUSED',
    }
    expect(redact(fields)).toEqual(fields)
    expect(redact({ code: 'SALLYPORT_AUTH_REQUIRED', status: 401 })).toEqual({
      code: 'SALLYPORT_AUTH_REQUIRED',
      status: 401,
    })
    expect(redact({ code: 'splxlOBeZQQYbYS6WxSbIA' })).toEqual({ code: redacted })
  })

  it('looks into lists, records, maps, headers and errors', () => {
    const error = new Error(`refused ${jwt}`, { cause: new Error(`Bearer ${jwt}`) })
    const text = JSON.stringify(
      redact({
        list: [{ deep: { password: 'hush' } }, `got ${jwt}`],
        map: new Map([['cookie', 'hush']]),
        headers: new Headers({ authorization: 'Bearer hush' }),
        error,
      }),
    )
    expect(text).not.toContain('hush')
    expect(text).not.toContain('eyJ')
    expect(text).toContain('refused [redacted]')
  })

  it('is bounded in depth, width and length, whatever it gets', () => {
    const circle: Record<string, unknown> = { name: 'round' }
    circle['self'] = circle
    expect(JSON.stringify(redact(circle))).toContain('[too deep]')
    const wide = redact({ list: Array(1000).fill(1), text: 'x'.repeat(10_000), bytes: new Uint8Array(5) })
    expect(wide['list']).toHaveLength(100)
    expect(wide['text']).toHaveLength(4_099)
    expect(wide['bytes']).toBe('[5 bytes]')
  })

  it('does not change what it was given', () => {
    const fields = { nested: { token: 'hush' } }
    redact(fields)
    expect(fields.nested.token).toBe('hush')
  })
})

describe('redactText', () => {
  it('[R14] replaces bearer values, JWTs and secret parameters inside text', () => {
    expect(redactText(`authorization: Bearer ${jwt}, done`)).toBe('authorization: Bearer [redacted], done')
    expect(redactText(`token ${jwt} refused`)).toBe('token [redacted] refused')
    expect(redactText('Basic dXNlcjpwYXNz')).toBe('Basic [redacted]')
    expect(redactText('SSWS 00abcDEF-123')).toBe('SSWS [redacted]')
    expect(redactText('GET /cb?code=abc123&state=s&access_token=x#y')).toBe(
      'GET /cb?code=[redacted]&state=s&access_token=[redacted]',
    )
  })

  it('leaves prose alone', () => {
    for (const text of [
      'Bearer authentication is needed',
      'Send a bearer token, please.',
      'aud: expected https://gw.example/mcp, found x',
    ]) {
      expect(redactText(text)).toBe(text)
    }
  })
})
