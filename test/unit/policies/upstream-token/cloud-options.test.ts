import { expect, it } from 'vitest'
import * as z from 'zod'
import { cloudTokenOptions } from '../../../../src/policies/upstream-token/cloud-options.ts'

const schema = z.object(cloudTokenOptions)

it('has defaults for everything', () => {
  expect(schema.parse({})).toEqual({
    authHeader: 'Authorization',
    tokenRetries: 3,
    expirationOffsetSeconds: 300,
    timeoutSeconds: 5,
  })
})

it.each([{ tokenRetries: 11 }, { tokenRetries: 0.5 }, { expirationOffsetSeconds: -1 }])(
  'refuses %j',
  (given) => {
    expect(schema.safeParse(given).success).toBe(false)
  },
)
