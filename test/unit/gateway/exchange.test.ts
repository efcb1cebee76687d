import { describe, expect, it } from 'vitest'
import { BufferedBody, discardBody, emptyBody, jsonReply, type Reply } from '../../../src/gateway/exchange.ts'

const utf8 = new TextEncoder()
const replyWith = (body: Reply['body']): Reply => ({ status: 200, headers: {}, body })

describe('BufferedBody', () => {
  it.each([
    ['text', 'ä€'],
    ['bytes', utf8.encode('ä€')],
  ])('reads %s in each form, any number of times', async (_, content) => {
    const body = new BufferedBody(content)
    expect([await body.text(), await body.text()]).toEqual(['ä€', 'ä€'])
    expect(await body.bytes()).toEqual(utf8.encode('ä€'))
    const chunks: Uint8Array[] = []
    for await (const chunk of body.stream()) chunks.push(chunk)
    expect(chunks).toEqual([utf8.encode('ä€')])
    expect([body.length, body.isEmpty]).toEqual([5, false])
  })

  it('is empty without content', () => {
    expect([emptyBody.isEmpty, emptyBody.length, new BufferedBody('').isEmpty]).toEqual([true, 0, true])
  })
})

describe('jsonReply', () => {
  it('says that it is JSON unless told otherwise', () => {
    expect(jsonReply(201, { a: 1 }, { 'x-b': 'c' })).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', 'x-b': 'c' },
      body: '{"a":1}',
    })
    expect(jsonReply(400, {}, { 'content-type': 'application/problem+json' }).headers).toEqual({
      'content-type': 'application/problem+json',
    })
  })
})

describe('discardBody', () => {
  it('ends a stream that nobody reads', async () => {
    let ended = false
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(utf8.encode('x'))
      } finally {
        ended = true
      }
    }
    await discardBody(replyWith(chunks()))
    expect(ended).toBe(true)
  })

  it('does not mind what breaks, nor a body that is whole', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.reject(new Error('gone'))
    }
    await discardBody(replyWith(broken()))
    for (const body of [undefined, 'text', utf8.encode('bytes')]) await discardBody(replyWith(body))
  })
})
