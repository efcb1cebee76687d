import { expect, test } from 'vitest'
import { clientIdMetadataSchema, registrationSchema } from '../../../src/identity/registration-schema.ts'

test.each([
  { initialAccessToken: 'short' },
  { redirectSchemes: ['cursor:'] },
  { redirectSchemes: ['Cursor'] },
  { redirectHosts: ['https://claude.ai'] },
  { redirectHosts: ['*.claude.ai'] },
  { maxClients: 0 },
  { maxClients: 10_001 },
  { perAddressPerHour: 1.5 },
  { keepUnusedHours: 0 },
  { keepUsedDays: 4000 },
])('registration: %j is refused', (value) => {
  expect(registrationSchema.safeParse(value).success).toBe(false)
})

test.each([{ hosts: ['claude.ai:443'] }, { hosts: [''] }, { loopback: 'yes' }])(
  'clientIdMetadata: %j is refused',
  (value) => {
    expect(clientIdMetadataSchema.safeParse(value).success).toBe(false)
  },
)
