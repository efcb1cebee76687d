import { describe, expect, it } from 'vitest'
import { emptyBody } from '../../../../src/gateway/exchange.ts'
import { exchangeOfRequest } from '../../../../src/gateway/facade/exchange-of-request.ts'
import { fixtureServices } from '../../../support/gateway-fixture.ts'

const services = fixtureServices()
const convert = (request: Request): ReturnType<typeof exchangeOfRequest> =>
  exchangeOfRequest(request, 'http://127.0.0.1:9000', services, 10)

describe('exchangeOfRequest', () => {
  it('takes a web Request apart', async () => {
    const controller = new AbortController()
    const request = new Request('http://localhost:9000/a%20b?q=%201', {
      method: 'POST',
      body: 'body',
      headers: { 'X-A': '1', cookie: 'a=b' },
      signal: controller.signal,
    })
    const exchange = convert(request)
    expect(exchange).toMatchObject({
      method: 'POST',
      path: '/a%20b',
      search: '?q=%201',
      origin: 'http://127.0.0.1:9000',
      user: undefined,
      params: {},
      clientAddress: '',
      callerSecrets: [],
    })
    expect(exchange.headers).toMatchObject({ 'x-a': '1' })
    expect(await exchange.body.text()).toBe('body')
    expect(exchange.requestId).toMatch(/^[0-9a-f-]{36}$/)
    controller.abort()
    expect(exchange.signal.aborted).toBe(true)
  })

  it('has the one empty body where there is none', () => {
    expect(convert(new Request('http://h/')).body).toBe(emptyBody)
  })

  it('holds the body to the limit', async () => {
    const exchange = convert(new Request('http://h/', { method: 'POST', body: 'eleven bytes' }))
    await expect(exchange.body.text()).rejects.toMatchObject({ code: 'SALLYPORT_REQUEST_BODY_TOO_LARGE' })
  })
})
