import { describe, expect, it } from 'vitest'
import {
  bucketName,
  consumerKey,
  consumerMetadata,
  consumerName,
  isLive,
  ownerKey,
  parseConsumer,
} from '../../../src/api-keys/consumer.ts'

const key = { id: '1', hash: 'h', hint: 'spk_abcd…', createdAt: 1 }

describe('names', () => {
  it.each(['shop-1', 'ada@example.com', 'a'])('take %s', (name) => {
    expect(consumerName.safeParse(name).success).toBe(true)
  })

  it.each(['', 'a:b', 'a b', 'é', 'a'.repeat(129)])('refuse %s', (name) => {
    expect(consumerName.safeParse(name).success).toBe(false)
    expect(bucketName.safeParse(name).success).toBe(false)
  })

  it('keep consumers and keys apart, whatever they are called', () => {
    expect(consumerKey('b', 'n')).not.toBe(ownerKey('b', 'n'))
  })
})

it('bounds metadata', () => {
  expect(consumerMetadata.safeParse({ plan: 'gold' }).success).toBe(true)
  expect(consumerMetadata.safeParse({ plan: 'x'.repeat(20_000) }).success).toBe(false)
})

describe('isLive', () => {
  it('ends at the very millisecond of its end', () => {
    expect([isLive({ ...key, expiresAt: 10 }, 9), isLive({ ...key, expiresAt: 10 }, 10)]).toEqual([
      true,
      false,
    ])
    expect([isLive(key, 10), isLive({ ...key, revokedAt: 5 }, 4)]).toEqual([true, false])
  })
})

it('reads what is a consumer and nothing else', () => {
  const consumer = { name: 'shop', metadata: {}, tags: {}, managers: [], createdAt: 1, keys: [key] }
  expect(parseConsumer(JSON.stringify(consumer))).toEqual(consumer)
  expect(() => parseConsumer('{}')).toThrow()
})
