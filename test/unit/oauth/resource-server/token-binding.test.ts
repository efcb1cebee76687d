import { describe, expect, it } from 'vitest'
import { readBinding } from '../../../../src/oauth/resource-server/token-binding.ts'

const thumbprint = 'A'.repeat(43)

describe('readBinding', () => {
  it('reads the key and the certificate a token is bound to', () => {
    expect(readBinding({})).toEqual({ ok: true, value: undefined })
    expect(readBinding({ cnf: { jkt: thumbprint } })).toMatchObject({ value: { key: thumbprint } })
    expect(readBinding({ cnf: { 'x5t#S256': thumbprint } })).toMatchObject({
      value: { certificate: thumbprint },
    })
    expect(readBinding({ cnf: { jkt: thumbprint, 'x5t#S256': thumbprint } })).toMatchObject({
      value: { key: thumbprint, certificate: thumbprint },
    })
  })

  it('refuses a binding that cannot be checked, and never takes it for none', () => {
    const others = [
      {},
      null,
      'x',
      [],
      { kid: 'x' },
      { jkt: 1 },
      { jkt: 'short' },
      { jkt: thumbprint, jwk: {} },
    ]
    for (const cnf of others) expect(readBinding({ cnf })).toMatchObject({ error: { reason: 'binding' } })
  })
})
