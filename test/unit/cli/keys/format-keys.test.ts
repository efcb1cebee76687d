import { expect, it } from 'vitest'
import type { ConsumerDescription } from '../../../../src/api-keys/consumer.ts'
import { showConsumer, formatIssued, formatKeys } from '../../../../src/cli/keys/format-keys.ts'

const key = { hint: 'spk_abcd…', createdAt: 0 }
const consumer: ConsumerDescription = {
  name: 'shop',
  metadata: { plan: 'gold' },
  tags: {},
  managers: [],
  createdAt: 0,
  keys: [
    { ...key, id: '1' },
    { ...key, id: '2', expiresAt: 10 },
    { ...key, id: '3', revokedAt: 5 },
  ],
}

it('tells the state of each key', () => {
  const text = formatKeys([consumer], 10)
  expect(text.split('\n').map((line) => line.split(/ +/)[3])).toEqual(['STATE', 'live', 'expired', 'revoked'])
  const described = JSON.stringify(showConsumer(consumer, 9))
  expect(described).toContain('"state":"live"')
  expect(formatKeys([], 0)).toBe('There are no keys.')
})

it('shows a new key', () => {
  expect(formatIssued({ key: 'spk_1', keyId: '1', consumer })).toContain('  spk_1\n')
})
