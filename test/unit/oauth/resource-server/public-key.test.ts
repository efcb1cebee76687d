import { exportSPKI } from 'jose'
import { describe, expect, it } from 'vitest'
import { createPublicKey } from '../../../../src/oauth/resource-server/public-key.ts'
import { makeKey } from '../../../support/signing-authority.ts'

describe('createPublicKey', () => {
  it('finds the key for its algorithm, with or without line breaks, whatever key id a token names', async () => {
    const pem = await exportSPKI((await makeKey()).publicKey)
    for (const text of [pem, pem.replaceAll('\n', '')]) {
      const keys = createPublicKey(text, 'RS256')
      expect((await keys.find('any', 'RS256')).kind).toBe('found')
      expect((await keys.find(undefined, 'HS256')).kind).toBe('unknown')
      expect([keys.problem(), keys.generation()]).toEqual([undefined, 0])
    }
  })

  it('says that it cannot be used', async () => {
    const keys = createPublicKey('-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----', 'RS256')
    expect((await keys.find(undefined, 'RS256')).kind).toBe('unknown')
    expect(keys.problem()).toContain('cannot be used with RS256')
  })
})
