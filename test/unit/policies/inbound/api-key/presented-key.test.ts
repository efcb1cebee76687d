import { expect, it } from 'vitest'
import { findPresentedKey } from '../../../../../src/policies/inbound/api-key/presented-key.ts'

it.each([
  [undefined, 'authorization', 'Bearer', undefined],
  ['  ', 'authorization', 'Bearer', undefined],
  ['bearer k', 'authorization', 'Bearer', 'k'],
  ['Bearer', 'authorization', 'Bearer', undefined],
  ['Basic k', 'authorization', 'Bearer', undefined],
  ['k', 'authorization', 'Bearer', undefined],
  ['k', 'authorization', '', 'k'],
  ['k', 'x-api-key', 'Bearer', 'k'],
] as const)('%j in %s with scheme %j', (value, header, scheme, key) => {
  expect(findPresentedKey(value, header, scheme)).toEqual(
    key === undefined ? { kind: 'none' } : { kind: 'key', key },
  )
})
