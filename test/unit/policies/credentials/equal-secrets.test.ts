import fc from 'fast-check'
import { expect, it } from 'vitest'
import { areEqualSecrets } from '../../../../src/policies/credentials/equal-secrets.ts'
import { sha256 } from '../../../support/key-registry.ts'

it('is true for the same text alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(areEqualSecrets(one, other, sha256)).toBe(one === other)
      expect(areEqualSecrets(one, one, sha256)).toBe(true)
    }),
  )
})
