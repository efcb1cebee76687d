import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import { isTextType } from '../../../../src/openapi/media-type.ts'
import { changeReplyText } from '../../../../src/policies/body/change-reply-text.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

const world = createWorld()
afterAll(() => world.close())

async function change(reply: Reply, method = 'GET', limit = 1000): Promise<Reply> {
  const exchange = exchangeWith({ method })
  return changeReplyText(reply, exchange, contextOf(exchange, world.services), {
    policy: 'shout',
    limit,
    applies: isTextType,
    change: (text) => text.toUpperCase(),
  })
}

const replyWith = (body: Reply['body'], headers: Reply['headers'] = {}, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/plain', ...headers },
  body,
})

async function* stream(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes.subarray(0, 2)
  yield bytes.subarray(2)
}

describe('changeReplyText', () => {
  it('changes texts, bytes and streams, plain or in gzip', async () => {
    const bytes = new TextEncoder().encode('straße')
    expect(await readReplyText(await change(replyWith('straße')))).toBe('STRASSE')
    expect(await readReplyText(await change(replyWith(stream(bytes))))).toBe('STRASSE')
    const zipped = await change(
      replyWith(stream(gzipSync(bytes)), { 'content-encoding': 'gzip', etag: '"1"' }),
    )
    expect(zipped).toEqual({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'STRASSE' })
  })

  it('reads the charset that is declared, and writes UTF-8', async () => {
    const latin = Uint8Array.of(0x67, 0x72, 0xfc, 0x6e)
    expect(await change(replyWith(latin, { 'content-type': 'text/plain; charset=iso-8859-1' }))).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'GRÜN',
    })
  })

  it.each<[string, Reply]>([
    ['its coding "br"', replyWith(brotliCompressSync('text'), { 'content-encoding': 'br' })],
    ['no text of the charset', replyWith(Uint8Array.of(0xff, 0xfe, 0x61))],
    ['no text of the charset', replyWith(Uint8Array.of(1, 2, 3), { 'content-encoding': 'gzip' })],
    ['a stream of events', replyWith(stream(Uint8Array.of(1)), { 'content-type': 'text/event-stream' })],
    ['only a part', replyWith('text', {}, 206)],
  ])('leaves an answer and says why: %s', async (why, reply) => {
    const headers = { ...reply.headers }
    const { body } = reply
    const left = await change(reply)
    expect(left.headers).toEqual(headers)
    expect(left.body).toBe(body)
    expect(world.records.at(-1)).toMatchObject({ level: 'warn', message: 'answer left unchanged' })
    expect(JSON.stringify(world.records.at(-1))).toContain(why.replaceAll('"', '\\"'))
  })

  it('does not read what it does not change', async () => {
    const unread = stream(Uint8Array.of(1))
    const reply = replyWith(unread, { 'content-type': 'image/png', 'content-length': '1' })
    expect((await change(reply)).body).toBe(unread)
    expect(await change(replyWith(undefined, {}, 204))).toMatchObject({ status: 204, body: undefined })
  })

  it('keeps headers and coding of a body in which nothing changes', async () => {
    const zipped = gzipSync('UP')
    const reply = await change(replyWith(stream(zipped), { 'content-encoding': 'gzip', etag: '"1"' }))
    expect(reply.headers).toMatchObject({ 'content-encoding': 'gzip', etag: '"1"' })
    expect(Buffer.from(reply.body as Uint8Array)).toEqual(zipped)
  })

  it('takes the length and the tag of another body off the answer to a HEAD', async () => {
    const reply = await change(
      replyWith(stream(Uint8Array.of()), { 'content-length': '9', etag: '"1"' }),
      'HEAD',
    )
    expect(reply.headers).toEqual({ 'content-type': 'text/plain' })
  })

  it('refuses more than its limit', async () => {
    await expect(change(replyWith('x'.repeat(11)), 'GET', 10)).rejects.toMatchObject({ status: 502 })
    await expect(change(replyWith(stream(new Uint8Array(11))), 'GET', 10)).rejects.toMatchObject({
      code: 'SALLYPORT_UPSTREAM_BODY_TOO_LARGE',
    })
  })
})
