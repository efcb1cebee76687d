import { afterEach, describe, expect, it } from 'vitest'
import { compileTrustedProxies, readForwardedClient } from '../../../../src/runtimes/node/trusted-proxies.ts'
import { startNodeServer, type NodeServer } from '../../../support/node-server.ts'

describe('compileTrustedProxies', () => {
  it('trusts addresses and blocks of both families, and nobody else', () => {
    const { trusts } = compileTrustedProxies(['10.0.0.0/8', '192.168.1.7', 'fd00::/8', '::1'])
    expect(['10.1.2.3', '192.168.1.7', 'fd00::5', '::1', '::ffff:10.1.2.3'].map(trusts)).toEqual(
      Array(5).fill(true),
    )
    expect(['11.1.2.3', '192.168.1.8', 'fe80::5', '::2', '::ffff:11.1.2.3', undefined].map(trusts)).toEqual(
      Array(6).fill(false),
    )
  })

  it.each(['unknown', '10.1.2.3:4711', ''])('does not trust %j, which is no address', (address) => {
    expect(compileTrustedProxies(['10.0.0.0/8']).trusts(address)).toBe(false)
  })

  it('trusts nobody by default', () => {
    expect(compileTrustedProxies([]).trusts('127.0.0.1')).toBe(false)
  })

  it.each(['localhost', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/eight', 'fd00::/129'])(
    'refuses the entry %s',
    (entry) => {
      expect(() => compileTrustedProxies([entry])).toThrow(`trustedProxies: "${entry}" is neither`)
    },
  )
})

describe('readForwardedClient', () => {
  let server: NodeServer
  afterEach(() => server.close())

  /** What is read of a request from 127.0.0.1 with these headers. */
  async function client(trusted: readonly string[], headers: Record<string, string>): Promise<unknown> {
    server = await startNodeServer((request, response) =>
      response.end(JSON.stringify(readForwardedClient(request, compileTrustedProxies(trusted)))),
    )
    return (await fetch(server.url, { headers })).json()
  }

  const forwarded = {
    'x-forwarded-for': '6.6.6.6, 9.9.9.9, 10.0.0.2',
    'x-forwarded-host': 'evil.example, Gateway.Example.com',
    'x-forwarded-proto': 'https',
  }

  it('believes nothing that a stranger forwards', async () => {
    expect(await client([], forwarded)).toEqual({ address: '127.0.0.1', isBehindProxy: false })
  })

  it('takes the nearest address that is not a proxy, and the origin the nearest proxy names', async () => {
    expect(await client(['127.0.0.1', '10.0.0.0/8'], forwarded)).toEqual({
      address: '9.9.9.9',
      origin: 'https://gateway.example.com',
      isBehindProxy: true,
    })
  })

  it('keeps the address of the proxy when it names nobody', async () => {
    expect(await client(['127.0.0.1'], {})).toEqual({ address: '127.0.0.1', isBehindProxy: true })
    await server.close()
    expect(await client(['127.0.0.1', '10.0.0.0/8'], { 'x-forwarded-for': '10.0.0.3' })).toEqual({
      address: '127.0.0.1',
      isBehindProxy: true,
    })
  })

  it('lives through entries that are no addresses', async () => {
    expect(await client(['127.0.0.1'], { 'x-forwarded-for': '1.2.3.4, unknown' })).toEqual({
      address: 'unknown',
      isBehindProxy: true,
    })
  })

  it.each([
    ['a host with a path', { 'x-forwarded-host': 'a.example/b', 'x-forwarded-proto': 'https' }],
    ['a host with credentials', { 'x-forwarded-host': 'u:p@a.example', 'x-forwarded-proto': 'https' }],
    ['no protocol', { 'x-forwarded-host': 'a.example' }],
    ['another protocol', { 'x-forwarded-host': 'a.example', 'x-forwarded-proto': 'ftp' }],
  ])('makes no origin of %s', async (_, headers) => {
    expect(await client(['127.0.0.1'], headers as Record<string, string>)).toEqual({
      address: '127.0.0.1',
      isBehindProxy: true,
    })
  })
})
