import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeBytes, isDecodable, readBytes } from '../../../../src/policies/body/read-bytes.ts'

const bytes = new TextEncoder().encode('a text')

async function* chunks(count: number, onEnd: () => void = () => undefined): AsyncIterable<Uint8Array> {
  try {
    for (let index = 0; index < count; index++) yield bytes
  } finally {
    onEnd()
  }
}

describe('readBytes', () => {
  it('reads texts, bytes and streams', async () => {
    expect(await readBytes('a text', 6)).toEqual(bytes)
    expect(await readBytes(bytes, 6)).toBe(bytes)
    expect(await readBytes(chunks(2), 12)).toEqual(new TextEncoder().encode('a texta text'))
  })

  it('refuses more than the limit and lets go of the stream', async () => {
    let ended = false
    await expect(
      readBytes(
        chunks(1000, () => (ended = true)),
        12,
      ),
    ).rejects.toMatchObject({ status: 502 })
    expect(ended).toBe(true)
    await expect(readBytes(bytes, 5)).rejects.toMatchObject({ code: 'SALLYPORT_UPSTREAM_BODY_TOO_LARGE' })
  })
})

describe('decodeBytes', () => {
  it('undoes gzip and deflate, and leaves what has no coding', async () => {
    expect(await decodeBytes(gzipSync(bytes), 'gzip', 100)).toEqual(bytes)
    expect(await decodeBytes(deflateSync(bytes), 'deflate', 100)).toEqual(bytes)
    expect(await decodeBytes(bytes, '', 100)).toBe(bytes)
    expect(['', 'identity', 'x-gzip', 'br', 'gzip, br'].map(isDecodable)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })

  it('refuses a small body that would grow beyond the limit', async () => {
    const bomb = gzipSync(new Uint8Array(10_000_000))
    expect(bomb.byteLength).toBeLessThan(20_000)
    await expect(decodeBytes(bomb, 'gzip', 100_000)).rejects.toMatchObject({ status: 502 })
  })
})
