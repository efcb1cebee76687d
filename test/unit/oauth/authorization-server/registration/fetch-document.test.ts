import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  fetchDocument,
  type FetchLimits,
  type LookUp,
} from '../../../../../src/oauth/authorization-server/registration/fetch-document.ts'
import { startClientDocumentServer, type ClientDocumentServer } from '../../../../support/client-document.ts'

let site: ClientDocumentServer
beforeEach(async () => {
  site = await startClientDocumentServer()
})
afterEach(() => site.close())

const fetchUrl = (url: string, given: Partial<FetchLimits> = {}): ReturnType<typeof fetchDocument> =>
  fetchDocument(new URL(url), { maxBytes: 1000, timeoutMs: 2000, loopback: false, ...given })

/** A resolver that answers these addresses in turn, and counts how often it was asked. */
function resolver(...answers: string[][]): { readonly lookup: LookUp; readonly asked: string[] } {
  const asked: string[] = []
  const lookup: LookUp = (hostname, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(hostname)
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookup, asked }
}

test('a document is JSON with the time it may be kept', async () => {
  site.answers.set('/a', { body: '{"a":1}', headers: { 'cache-control': 'public, max-age=60' } })
  expect(await fetchUrl(`${site.origin}/a`, { loopback: true })).toEqual({
    ok: true,
    value: { value: { a: 1 }, maxAge: 60 },
  })
})

describe('an address that is not public', () => {
  test.each([
    'https://127.0.0.1/a',
    'https://10.0.0.1/a',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/a',
    'https://0x7f.1/a',
    'https://0.0.0.0/a',
    'https://[::1]/a',
    'https://[::ffff:10.0.0.1]/a',
    'https://[fd00::1]/a',
    'https://[64:ff9b::a00:1]/a',
  ])('%s is refused before anything is sent', async (url) => {
    expect(await fetchUrl(url)).toMatchObject({ ok: false, error: { kind: 'refused' } })
  })

  test('a name that leads to one, alone or among others', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['fe80::1']]) {
      const { lookup } = resolver(addresses)
      expect(await fetchUrl('https://evil.example/a', { lookup })).toMatchObject({
        error: { kind: 'refused', reason: `the address ${addresses.at(-1)} is not public` },
      })
    }
    expect(await fetchUrl('https://localhost/a')).toMatchObject({ error: { kind: 'refused' } })
  })

  test('the switch for loopback opens nothing else', async () => {
    const { lookup } = resolver(['127.0.0.1'])
    const settings = { loopback: true, lookup }
    expect(await fetchUrl('https://evil.example/a', settings)).toMatchObject({ error: { kind: 'refused' } })
    expect(await fetchUrl('http://evil.example/a', settings)).toMatchObject({
      error: { reason: 'not https' },
    })
    expect(await fetchUrl('http://10.0.0.1/a', settings)).toMatchObject({ error: { kind: 'refused' } })
    const elsewhere = { loopback: true, lookup: resolver(['10.0.0.1']).lookup }
    expect(await fetchUrl(`http://localhost/a`, elsewhere)).toMatchObject({ error: { kind: 'refused' } })
  })
})

test('a name is looked up once: the connection goes to the address that was judged', async () => {
  site.answers.set('/a', { body: '{}' })
  const { lookup, asked } = resolver(['127.0.0.1'], ['10.0.0.1'])
  const url = `http://localhost:${new URL(site.origin).port}/a`
  expect(await fetchUrl(url, { loopback: true, lookup })).toMatchObject({ ok: true })
  expect(asked).toEqual(['localhost'])
})

test('plain http, a redirect, a long answer and a slow one are refused', async () => {
  expect(await fetchUrl(`${site.origin}/a`)).toMatchObject({ error: { reason: 'not https' } })
  const loopback = true
  site.answers.set('/redirect', { status: 302, headers: { location: `${site.origin}/a` } })
  expect(await fetchUrl(`${site.origin}/redirect`, { loopback })).toMatchObject({
    error: { kind: 'malformed' },
  })
  site.answers.set('/long', { body: `"${'x'.repeat(2000)}"` })
  expect(await fetchUrl(`${site.origin}/long`, { loopback })).toMatchObject({
    error: { kind: 'malformed', reason: 'the document is longer than 1000 bytes' },
  })
  site.answers.set('/slow', { hangs: true })
  expect(await fetchUrl(`${site.origin}/slow`, { loopback, timeoutMs: 50 })).toMatchObject({
    error: { kind: 'unreachable' },
  })
  expect(site.asked).toEqual(['/redirect', '/long', '/slow'])
})
