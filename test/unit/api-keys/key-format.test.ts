import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createApiKey, hintOf, isApiKey } from '../../../src/api-keys/key-format.ts'

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

describe('createApiKey', () => {
  it('ends with the CRC-32 of what stands before it', () => {
    const key = createApiKey(randomBytes)
    const [, body = '', sum] = /^(spk_[0-9A-Za-z]{32})_([0-9a-f]{8})$/.exec(key) ?? []
    expect(sum).toBe(crc32(body).toString(16).padStart(8, '0'))
  })

  it('uses no byte that would favour a letter', () => {
    let asked = 0
    const key = createApiKey((count) => new Uint8Array(count).fill(asked++ === 0 ? 248 : 61))
    expect(key).toContain(`spk_${'z'.repeat(32)}_`)
  })
})

describe('isApiKey', () => {
  it('finds every single mistyped letter', () => {
    const key = createApiKey(randomBytes)
    expect(isApiKey(key)).toBe(true)
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
        fc.pre(key[at] !== letter)
        expect(isApiKey(key.slice(0, at) + letter + key.slice(at + 1))).toBe(false)
      }),
    )
  })

  it('knows the form of keys from the hosted gateway', () => {
    expect(isApiKey(`zpka_${'a1'.repeat(16)}_0123abcd`)).toBe(true)
    for (const text of ['', 'zpka_', 'zpka_short_0123abcd', `zpka_${'a'.repeat(32)}`, 'eyJhbGciOi.e30.c2ln'])
      expect([text, isApiKey(text)]).toEqual([text, false])
  })
})

it('hints at a key with four of its letters', () => {
  expect(hintOf('spk_abcdefgh_01234567')).toBe('spk_abcd…')
})
