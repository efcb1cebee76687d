import { expect, it } from 'vitest'
import { upstreamAwsSigV4AuthOptions } from '../../../../../src/policies/inbound/upstream-aws-sigv4-auth/options.ts'

const good = { accessKeyId: 'A', secretAccessKey: 's', region: 'eu-central-1', service: 'execute-api' }

it('needs what is required, and no more', () => {
  expect(upstreamAwsSigV4AuthOptions.safeParse(good).success).toBe(true)
  for (const name of Object.keys(good))
    expect(upstreamAwsSigV4AuthOptions.safeParse({ ...good, [name]: undefined }).success).toBe(false)
})

it.each([{ region: 'Frankfurt (eu)' }, { service: 'Execute API' }, { sessionToken: '' }])(
  'refuses %j',
  (changes) => {
    expect(upstreamAwsSigV4AuthOptions.safeParse({ ...good, ...changes }).success).toBe(false)
  },
)
