import { describe, expect, it } from 'vitest'
import { BufferedBody, type Reply } from '../../../../src/gateway/exchange.ts'
import {
  forgetBody,
  replaceReplyBody,
  replaceRequestBody,
} from '../../../../src/policies/body/replace-body.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

describe('a request with another body', () => {
  it('has its length in bytes, and nothing that speaks of the bytes before', async () => {
    const headers = {
      'content-type': 'application/json',
      'content-length': '2',
      'content-md5': 'x',
      digest: 'sha-256=x',
      'content-digest': 'sha-256=:x:',
      'content-encoding': 'gzip',
      'x-kept': '1',
    }
    const exchange = exchangeWith({ headers, body: new BufferedBody('{}') })
    replaceRequestBody(exchange, '"ü"')
    expect(exchange.headers).toEqual({
      'content-type': 'application/json',
      'content-length': '4',
      'x-kept': '1',
    })
    expect(await exchange.body.text()).toBe('"ü"')
  })

  it.each([
    [undefined, '{"a":1}', 'application/json'],
    [undefined, 'plain', 'text/plain; charset=utf-8'],
    ['multipart/form-data; boundary=x', '{}', 'application/json'],
    ['application/xml', '<a/>', 'application/xml'],
    ['application/json', '', undefined],
  ])('of type %s, now %s, is of type %s', (given, text, expected) => {
    const exchange = exchangeWith({ headers: given === undefined ? {} : { 'content-type': given } })
    replaceRequestBody(exchange, text)
    expect(exchange.headers['content-type']).toBe(expected)
  })
})

describe('an answer with another body', () => {
  it('loses its tag, its digests and what its handler had returned', () => {
    const reply: Reply = {
      status: 200,
      headers: { 'content-type': 'text/plain', 'content-length': '3', etag: '"1"', 'set-cookie': ['a=1'] },
      body: 'old',
      value: 'old',
    }
    replaceReplyBody(reply, 'new', 'application/json')
    expect(reply).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json', 'set-cookie': ['a=1'] },
      body: 'new',
    })
  })

  it('forgets the length of a body that is not there yet', () => {
    const headers = { 'content-length': '3', 'last-modified': 'x', vary: 'accept' }
    forgetBody(headers)
    expect(headers).toEqual({ vary: 'accept' })
  })
})
