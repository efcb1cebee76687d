import { expect, it } from 'vitest'
import {
  fewestRsaBits,
  privateMembers,
  publicKeyAlgorithms,
} from '../../../../src/oauth/resource-server/signature-algorithms.ts'

it('has no algorithm with a shared secret, nor none (attacks 1 and 2)', () => {
  for (const algorithm of publicKeyAlgorithms) expect(algorithm).toMatch(/^(?:[RPE]S\d+|EdDSA|Ed25519)$/)
})

it('knows weak and private keys', () => {
  expect(fewestRsaBits).toBe(2048)
  expect(privateMembers).toContain('d')
})
