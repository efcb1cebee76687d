import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  discoverEndpoint,
  isTrustworthyUrl,
  largestDocument,
  readSigningKeys,
} from '../../../../src/oauth/resource-server/read-signing-keys.ts'
import { SigningAuthority } from '../../../support/signing-authority.ts'

let authority: SigningAuthority
beforeAll(async () => {
  authority = await SigningAuthority.start()
})
afterAll(() => authority.stop())
beforeEach(() => authority.answers.clear())

const asked: string[] = []
const fetchText = async (url: string) => {
  asked.push(url)
  const response = await fetch(url, { redirect: 'manual' })
  return {
    status: response.status,
    text: await response.text(),
    contentType: response.headers.get('content-type') ?? undefined,
  }
}
const answer = (path: string, body: unknown, status = 200, headers?: Record<string, string>): void =>
  void authority.answers.set(path, {
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(headers && { headers }),
  })
const discover = (issuer = authority.issuer) => readSigningKeys({ kind: 'discovery', issuer }, fetchText)
const metadata = (changes = {}) => ({
  issuer: authority.issuer,
  jwks_uri: `${authority.issuer}/v1/keys`,
  ...changes,
})
const openId = '/oauth2/aus1/.well-known/openid-configuration'

describe('readSigningKeys', () => {
  it('reads the keys of an Okta issuer from v1/keys', async () => {
    expect(await readSigningKeys({ kind: 'okta', issuer: authority.issuer }, fetchText)).toEqual({
      keys: [authority.key.jwk],
    })
  })

  it('reads the keys at a given URL', async () => {
    expect(
      (await readSigningKeys({ kind: 'url', url: `${authority.issuer}/v1/keys` }, fetchText)).keys,
    ).toHaveLength(1)
  })

  it('discovers them through OpenID metadata, or through RFC 8414 metadata of either form', async () => {
    for (const path of [
      openId,
      '/.well-known/oauth-authorization-server/oauth2/aus1',
      '/oauth2/aus1/.well-known/oauth-authorization-server',
    ]) {
      authority.answers.clear()
      answer(path, metadata())
      expect((await discover()).keys).toHaveLength(1)
    }
  })

  it('refuses metadata of another issuer, also when only a slash differs', async () => {
    answer(openId, metadata({ issuer: `${authority.issuer}/` }))
    await expect(discover()).rejects.toThrow('another issuer')
  })

  it('refuses keys at another origin (attack 6)', async () => {
    answer(openId, metadata({ jwks_uri: 'https://attacker.example/keys' }))
    await expect(discover()).rejects.toThrow('set jwkUrl to trust it')
    answer(openId, metadata({ jwks_uri: 7 }))
    await expect(discover()).rejects.toThrow('names no jwks_uri')
  })

  it('says that an issuer publishes nothing', async () => {
    await expect(discover()).rejects.toThrow('publishes no metadata')
  })

  it('does not follow redirects, nor accept what is no key set (attack 6)', async () => {
    const path = '/oauth2/aus1/v1/keys'
    const read = () => readSigningKeys({ kind: 'okta', issuer: authority.issuer }, fetchText)
    answer(path, '', 302, { location: 'https://attacker.example/keys' })
    await expect(read()).rejects.toThrow('redirects, which is not followed')
    const bad: [unknown, string][] = [
      ['<html>', 'not JSON'],
      [[1], 'not a JSON object'],
      [{ keys: {} }, 'not a key set'],
      [{ keys: ['x'] }, 'not a key set'],
      [{ keys: [], pad: 'x'.repeat(largestDocument) }, 'larger than'],
    ]
    for (const [body, message] of bad) {
      answer(path, body)
      await expect(read()).rejects.toThrow(message)
    }
    answer(path, {}, 500)
    await expect(read()).rejects.toThrow('answered 500')
  })

  it('never asks over plain http beyond this machine', async () => {
    asked.length = 0
    await expect(
      readSigningKeys({ kind: 'okta', issuer: 'http://idp.example/oauth2/a' }, fetchText),
    ).rejects.toThrow('neither https')
    expect(asked).toEqual([])
  })
})

describe('the media type of a document', () => {
  const read = (type: string) => {
    answer('/keys', { keys: [] }, 200, { 'content-type': type })
    return readSigningKeys({ kind: 'url', url: `${authority.origin}/keys` }, fetchText)
  }

  it('is JSON under any of its names, plain text or bytes, as buckets serve it', async () => {
    const types = [
      'application/json',
      'application/jwk-set+json; charset=utf-8',
      'text/plain',
      'application/octet-stream',
    ]
    for (const type of types) expect(await read(type)).toEqual({ keys: [] })
  })

  it('is not a page, whatever the page holds (attack 6)', async () => {
    for (const type of ['text/html', 'text/html; charset=utf-8', 'image/png', 'application/jsonp'])
      await expect(read(type)).rejects.toThrow('not JSON')
  })
})

describe('discoverEndpoint', () => {
  it('finds an endpoint that is at the issuer, and names the option for one that is not', async () => {
    answer(openId, metadata({ introspection_endpoint: `${authority.origin}/introspect` }))
    const find = () =>
      discoverEndpoint(authority.issuer, 'introspection_endpoint', 'introspectionUrl', fetchText)
    expect(await find()).toBe(`${authority.origin}/introspect`)
    answer(openId, metadata({ introspection_endpoint: 'https://evil.example/introspect' }))
    await expect(find()).rejects.toThrow('set introspectionUrl to trust it')
    answer(openId, metadata())
    await expect(find()).rejects.toThrow('names no introspection_endpoint')
  })
})

describe('isTrustworthyUrl', () => {
  it('[R14] is true for https, and for http to loopback', () => {
    for (const url of ['https://a.example', 'http://localhost:1/x', 'http://127.0.0.1', 'http://[::1]:9'])
      expect(isTrustworthyUrl(url)).toBe(true)
    for (const url of [
      'http://a.example',
      'ftp://a.example',
      'not a url',
      'https://user:pw@a.example',
      'http://localhost.evil.example',
    ]) {
      expect(isTrustworthyUrl(url)).toBe(false)
    }
  })
})
