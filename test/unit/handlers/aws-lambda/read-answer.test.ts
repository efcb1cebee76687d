import { gzipSync, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readLambdaAnswer } from '../../../../src/handlers/aws-lambda/read-answer.ts'

const terms = { isProxy: false, bodyLimit: 1000 }
const read = (value: unknown, isProxy = false) =>
  readLambdaAnswer(typeof value === 'string' ? value : JSON.stringify(value), { ...terms, isProxy })

describe('an answer of a proxy integration', () => {
  it('has its status, headers, cookies and body', async () => {
    const answer = {
      statusCode: 201,
      headers: { 'Content-Type': 'text/plain', 'X-Count': 2, Connection: 'close', 'Content-Length': '99' },
      multiValueHeaders: { 'X-Tag': ['a', 'b'], 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'hello',
    }
    expect(await read(answer, true)).toEqual({
      status: 201,
      headers: {
        'content-type': 'text/plain',
        'x-count': '2',
        'x-tag': 'a, b',
        'set-cookie': ['a=1', 'b=2'],
      },
      body: 'hello',
    })
    expect(await read({ statusCode: 204, cookies: ['c=3'] })).toEqual({
      status: 204,
      headers: { 'content-type': 'application/json', 'set-cookie': ['c=3'] },
      body: undefined,
    })
  })

  it('is unpacked', async () => {
    const text = Buffer.from('hello')
    const packed = (bodyEncoding: string | undefined, bytes: Buffer): object => ({
      statusCode: 200,
      isBase64Encoded: true,
      bodyEncoding,
      body: bytes.toString('base64'),
    })
    for (const answer of [
      packed(undefined, text),
      packed('gzip', gzipSync(text)),
      packed('deflate', deflateSync(text)),
    ])
      expect(Buffer.from((await read(answer)).body as Uint8Array)).toEqual(text)
    const bomb = packed('gzip', gzipSync(Buffer.alloc(100_000)))
    await expect(read(bomb)).rejects.toMatchObject({ code: 'SALLYPORT_UPSTREAM_BODY_TOO_LARGE' })
  })
})

describe('any other value', () => {
  it.each([[{ id: 1 }], [[1]], ['"text"'], ['null'], [{ statusCode: 99 }]])(
    'is the body of a 200, unless a proxy answer is wanted: %j',
    async (value) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      expect(await read(value)).toMatchObject({ status: 200, body: text })
      await expect(read(value, true)).rejects.toMatchObject({ code: 'SALLYPORT_UPSTREAM_FUNCTION_FAILED' })
    },
  )
})

it.each([
  ['<html>'],
  [{ statusCode: 200, body: { a: 1 } }],
  [{ statusCode: 200, headers: { 'a b': 'c' } }],
  [{ statusCode: 200, headers: { a: 'b\r\nset-cookie: c=1' } }],
  [{ statusCode: 200, isBase64Encoded: true, body: '***' }],
  [{ statusCode: 200, bodyEncoding: 'gzip', body: 'aGVsbG8=' }],
])('%j is not passed on', async (value) => {
  await expect(read(value)).rejects.toMatchObject({ code: 'SALLYPORT_UPSTREAM_FUNCTION_FAILED' })
})
