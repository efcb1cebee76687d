import { expect, it } from 'vitest'
import { revokeTokens } from '../../../src/runtime-api/revoke-tokens.ts'

it('rejects outside a gateway, where it would change nothing', async () => {
  await expect(revokeTokens({ subject: 'ada' })).rejects.toThrow('inside a gateway that serves')
})
