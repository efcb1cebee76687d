import { describe, expect, it } from 'vitest'
import { BufferedBody, type Exchange } from '../../../../src/gateway/exchange.ts'
import {
  createRequestFacade,
  exchangeBehind,
  GatewayRequest,
  toPlatformRequest,
} from '../../../../src/gateway/facade/gateway-request.ts'

function exchangeOf(body: string): Exchange {
  return {
    requestId: 'r',
    method: 'POST',
    path: '/a/b',
    search: '?q=1&q=2',
    origin: 'http://h',
    headers: { 'content-type': 'application/json', 'x-a': '1' },
    body: new BufferedBody(body),
    params: { id: '7' },
    user: undefined,
    clientAddress: '',
    signal: new AbortController().signal,
    repeatedHeaders: [],
    callerSecrets: [],
  }
}

describe('the request facade', () => {
  it('is a Request to instanceof and reads like one', async () => {
    const request = createRequestFacade(exchangeOf('{"a":1}'))
    expect(request).toBeInstanceOf(Request)
    expect(request).toBeInstanceOf(GatewayRequest)
    expect([request.method, request.url, request.headers.get('x-a'), request.params, request.query]).toEqual([
      'POST',
      'http://h/a/b?q=1&q=2',
      '1',
      { id: '7' },
      { q: '2' },
    ])
    expect(await request.json()).toEqual({ a: 1 })
    expect(request.bodyUsed).toBe(true)
  })

  it('writes the user through to the exchange', () => {
    const exchange = exchangeOf('')
    createRequestFacade(exchange).user = { sub: 'ada', data: {} }
    expect(exchange.user).toEqual({ sub: 'ada', data: {} })
  })

  it('refuses to change headers of a request that is on its way', () => {
    const request = createRequestFacade(exchangeOf(''))
    expect(() => request.headers.set('x', 'y')).toThrow(/make a new request/)
    expect(() => request.headers.delete('x-a')).toThrow(TypeError)
  })

  it('becomes a platform Request when one is needed, body included', async () => {
    const platform = toPlatformRequest(createRequestFacade(exchangeOf('body'))) as Request
    expect(exchangeBehind(platform)).toBeUndefined()
    expect([platform.method, await platform.text()]).toEqual(['POST', 'body'])
  })

  it('keeps params and user in a clone and in a GatewayRequest made of it, whose headers can be changed', async () => {
    const request = createRequestFacade(exchangeOf('body'))
    request.user = { sub: 'ada', data: {} }
    const clone = request.clone()
    expect([clone.params, clone.user?.sub, await clone.text()]).toEqual([{ id: '7' }, 'ada', 'body'])
    const made = new GatewayRequest(request)
    made.headers.set('x-a', '2')
    expect([made.params, made.user?.sub, made.headers.get('x-a'), await made.text()]).toEqual([
      { id: '7' },
      'ada',
      '2',
      'body',
    ])
  })

  it('is made of a URL too, and its clone knows the same', async () => {
    const init = { method: 'POST', body: 'b', params: { id: '1' }, user: { sub: 'ada', data: { role: 'x' } } }
    const clone = new GatewayRequest('http://h/p?q=1', init).clone()
    expect(clone).toBeInstanceOf(GatewayRequest)
    expect([clone.params, clone.user, clone.query, await clone.text()]).toEqual([
      init.params,
      init.user,
      { q: '1' },
      'b',
    ])
  })

  it('reads the other body forms', async () => {
    expect(new TextDecoder().decode(await createRequestFacade(exchangeOf('x')).arrayBuffer())).toBe('x')
    expect(await (await createRequestFacade(exchangeOf('x')).blob()).text()).toBe('x')
    expect(await new Response(createRequestFacade(exchangeOf('x')).body).text()).toBe('x')
  })
})
