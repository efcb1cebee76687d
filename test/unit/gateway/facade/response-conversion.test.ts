import { describe, expect, it } from 'vitest'
import { replyOfResponse, responseOfReply } from '../../../../src/gateway/facade/response-conversion.ts'
import { later } from '../../../support/node-server.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text))
}

describe('replyOfResponse', () => {
  it('takes status, headers, each cookie and the body', async () => {
    const response = new Response('body', { status: 201, headers: { 'X-A': '1' } })
    response.headers.append('set-cookie', 'a=1, still a')
    response.headers.append('set-cookie', 'b=2')
    const reply = replyOfResponse(response)
    expect(reply).toMatchObject({
      status: 201,
      headers: { 'x-a': '1', 'set-cookie': ['a=1, still a', 'b=2'] },
    })
    expect(await readReplyText(reply)).toBe('body')
  })

  it('has no body where the Response has none', () => {
    expect(replyOfResponse(new Response(null, { status: 204 })).body).toBeUndefined()
  })

  it('ends the source when the reader stops early', async () => {
    const cancelled = later()
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => cancelled.resolve(),
    })
    const { body } = replyOfResponse(new Response(endless))
    for await (const chunk of body as AsyncIterable<Uint8Array>) if (chunk.length > 0) break
    await cancelled.promise
  })
})

describe('responseOfReply', () => {
  it.each([
    ['text', 'abc'],
    ['bytes', Buffer.from('abc')],
    ['chunks', chunks('a', 'bc')],
  ])('carries a body of %s', async (_, body) => {
    const response = responseOfReply({
      status: 202,
      headers: { 'x-a': '1', 'set-cookie': ['a=1', 'b=2'] },
      body,
    })
    expect([response.status, response.headers.get('x-a'), response.headers.getSetCookie()]).toEqual([
      202,
      '1',
      ['a=1', 'b=2'],
    ])
    expect(await response.text()).toBe('abc')
  })

  it.each([204, 205, 304])('leaves the body out of %d, where none may be', (status) => {
    expect(responseOfReply({ status, headers: {}, body: 'x' }).body).toBeNull()
  })

  it('pulls chunks only as they are read', async () => {
    let made = 0
    async function* counted(): AsyncIterable<Uint8Array> {
      for (;;) yield await Promise.resolve(Buffer.from(String(++made)))
    }
    const reader = responseOfReply({ status: 200, headers: {}, body: counted() }).body?.getReader()
    await reader?.read()
    expect(made).toBeLessThan(4)
    await reader?.cancel()
  })
})
