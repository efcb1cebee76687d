import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PostForm } from '../../../../src/oauth/client/request-token.ts'
import {
  askGoogle,
  readGoogleAccount,
  signAsAccount,
  type GoogleAccount,
} from '../../../../src/policies/upstream-token/google-account.ts'
import { createPost } from '../../../../src/policies/upstream-token/upstream-tokens.ts'
import { startGoogleTokenServer, type GoogleTokenServer } from '../../../support/google-token-server.ts'
import { createWorld, type World } from '../../../support/policy-setup.ts'

let server: GoogleTokenServer
let world: World
let account: GoogleAccount
let post: PostForm
beforeAll(async () => {
  server = await startGoogleTokenServer()
  world = createWorld()
  post = createPost(world.setup, 5000)
  const read = readGoogleAccount(server.keyFile)
  if (!read.ok) throw new Error(read.error)
  account = read.value
})
afterAll(async () => {
  await world.close()
  await server.close()
})

describe('readGoogleAccount', () => {
  it('tells what is wrong, and nothing of the file', () => {
    for (const text of ['canary', '{"client_email":"canary"}', server.keyFile.replace('http:', 'gopher:')]) {
      const read = readGoogleAccount(text)
      expect(read.ok ? 'read' : read.error).toMatch(/key file/)
      expect(JSON.stringify(read)).not.toMatch(/canary|PRIVATE/)
    }
  })
})

describe('askGoogle', () => {
  it('gets ID tokens for an audience, and access tokens for scopes', async () => {
    const now = Date.now()
    expect(await askGoogle(account, { audience: 'https://run.example' }, now, post)).toEqual({
      ok: true,
      value: { accessToken: 'id-token-for-https://run.example', lifetimeMs: 3_600_000 },
    })
    expect(await askGoogle(account, { scopes: ['a', 'b'] }, now, post)).toMatchObject({
      error: { kind: 'refused', error: 'no_usable_token' },
    })
    expect(await askGoogle(account, { scopes: ['a'] }, now, post)).toMatchObject({
      value: { accessToken: 'token-for-a' },
    })
    expect(server.asked.map(({ scope }) => scope)).toEqual([undefined, 'a b', 'a'])
  })

  it('says so when nobody answers, or the key is none', async () => {
    const nobody = { ...account, tokenUri: 'http://127.0.0.1:1/token' }
    const unavailable = { ok: false, error: { kind: 'unavailable' } }
    expect(await askGoogle(nobody, { scopes: ['a'] }, Date.now(), post)).toMatchObject(unavailable)
    const broken = { ...account, privateKey: 'none' }
    expect(await askGoogle(broken, { scopes: ['a'] }, Date.now(), post)).toMatchObject(unavailable)
  })
})

describe('signAsAccount', () => {
  it('signs for an hour, as issuer and subject', async () => {
    const token = await signAsAccount(account, { aud: 'books' }, Date.now())
    const claims = await server.verify(token, 'books')
    expect(claims['sub']).toBe(claims['iss'])
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600)
  })
})
