import { describe, expect, it } from 'vitest'
import { BufferedBody, emptyBody, type Exchange } from '../../../../src/gateway/exchange.ts'
import { createRequestFacade, GatewayRequest } from '../../../../src/gateway/facade/gateway-request.ts'
import { adoptRequest, bodyOfRequest, WebBody } from '../../../../src/gateway/facade/request-conversion.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const post = (body: string, headers: Record<string, string> = {}): Request =>
  new Request('http://h/', { method: 'POST', body, headers })

describe('WebBody', () => {
  it('reads the platform once and answers in every form', async () => {
    const body = new WebBody(post('äb'), 10)
    expect([await body.text(), (await body.bytes()).byteLength, await body.text()]).toEqual(['äb', 3, 'äb'])
    const chunks: Uint8Array[] = []
    for await (const chunk of body.stream()) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe('äb')
  })

  it('knows the announced length, when there is one', () => {
    expect(new WebBody(post('abc', { 'content-length': '3' }), 10).length).toBe(3)
    expect(new WebBody(post('abc'), 10).length).toBeUndefined()
    expect(new WebBody(post('abc', { 'content-length': 'x' }), 10).length).toBeUndefined()
  })

  it.each([{}, { 'content-length': '4' }])(
    'refuses more than the limit, announced or not: %j',
    async (headers) => {
      await expect(new WebBody(post('four', headers), 3).text()).rejects.toMatchObject({
        code: 'SALLYPORT_REQUEST_BODY_TOO_LARGE',
      })
      expect(await new WebBody(post('four', headers), 4).text()).toBe('four')
    },
  )
})

describe('bodyOfRequest', () => {
  it('is empty without a body', () => {
    expect(bodyOfRequest(new Request('http://h/'), 1)).toBe(emptyBody)
  })
})

/** An exchange as the Node runtime makes it: its signal is a getter. */
function onConnection(changes: Partial<Exchange> = {}): Exchange {
  const { signal, ...rest } = exchangeWith({
    params: { id: '7' },
    user: { sub: 'ada', data: {} },
    callerSecrets: ['secret'],
    clientAddress: '9.9.9.9',
    ...changes,
  })
  return Object.defineProperty(rest as Exchange, 'signal', { get: () => signal })
}

describe('adoptRequest', () => {
  it('changes nothing for the same request', () => {
    const exchange = onConnection()
    const before = { ...exchange }
    adoptRequest(exchange, createRequestFacade(exchange), 10)
    expect({ ...exchange }).toEqual(before)
  })

  it('takes method, URL, headers and body of a new request, and keeps who called', async () => {
    const exchange = onConnection()
    const next = new Request('http://other/new?b=2', { method: 'PUT', body: 'new', headers: { 'x-a': '1' } })
    adoptRequest(exchange, next, 10)
    expect(exchange).toMatchObject({
      method: 'PUT',
      path: '/new',
      search: '?b=2',
      origin: 'http://127.0.0.1:9000',
      user: { sub: 'ada' },
      params: { id: '7' },
    })
    expect(exchange.headers['x-a']).toBe('1')
    expect(await exchange.body.text()).toBe('new')
  })

  it('takes params and user of a GatewayRequest', () => {
    const exchange = onConnection()
    const user = { sub: 'eve', data: { a: 1 } }
    adoptRequest(exchange, new GatewayRequest('http://h/', { params: { id: '8' }, user }), 10)
    expect(exchange).toMatchObject({ params: { id: '8' }, user })
  })

  it('takes what another request of the gateway says, but neither its connection nor its secrets', async () => {
    const exchange = onConnection()
    const { signal } = exchange
    const other = exchangeWith({
      path: '/other',
      headers: { 'x-a': '1' },
      body: new BufferedBody('other'),
      clientAddress: '',
      callerSecrets: [],
    })
    adoptRequest(exchange, createRequestFacade(other), 10)
    expect(exchange).toMatchObject({
      path: '/other',
      headers: { 'x-a': '1' },
      params: { id: '7' },
      user: { sub: 'ada' },
      clientAddress: '9.9.9.9',
      callerSecrets: ['secret'],
    })
    expect(await exchange.body.text()).toBe('other')
    expect(exchange.signal).toBe(signal)
  })

  it('takes user and params that the other request has', () => {
    const exchange = onConnection()
    const other = exchangeWith({ params: { id: '9' }, user: { sub: 'bob', data: {} } })
    adoptRequest(exchange, createRequestFacade(other), 10)
    expect(exchange).toMatchObject({ params: { id: '9' }, user: { sub: 'bob' } })
  })

  it('takes a clone, whose signal is that of the caller', () => {
    const exchange = onConnection()
    const clone = createRequestFacade(exchange).clone()
    expect(clone.signal).toBe(exchange.signal)
    adoptRequest(exchange, clone, 10)
    expect(exchange.path).toBe('/mcp')
  })
})
