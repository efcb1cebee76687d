import { expect, it } from 'vitest'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import type { Credentials } from '../../../../src/oauth/authorization-server/credentials.ts'
import { refuseGeneratedSecretsInTheOpen } from '../../../../src/runtimes/node/generated-secrets.ts'

const credentials = (anyGenerated: boolean): Credentials => ({
  secretOf: () => undefined,
  verifyPassword: () => Promise.resolve(false),
  generated: { clients: [], users: [] },
  secretFile: () => undefined,
  passwordFile: () => undefined,
  anyGenerated,
})

const check = (anyGenerated: boolean, boundAddress: string, publicUrl: string) => () =>
  refuseGeneratedSecretsInTheOpen(credentials(anyGenerated), { boundAddress, publicUrl })

it('refuses generated secrets beyond this machine without https, and says the ways out', () => {
  const refused = check(true, '0.0.0.0', 'http://gateway.example')
  expect(refused).toThrow(ProjectError)
  expect(refused).toThrow(/http:\/\/gateway\.example would carry them unencrypted/)
})

it.each([
  ['on loopback', true, '127.0.0.1', 'http://127.0.0.1:9000'],
  ['on the other loopback', true, '::1', 'http://[::1]:9000'],
  ['behind https', true, '0.0.0.0', 'https://gateway.example'],
  ['when every secret is given', false, '0.0.0.0', 'http://gateway.example'],
] as const)('lets pass %s', (_, anyGenerated, boundAddress, publicUrl) => {
  expect(check(anyGenerated, boundAddress, publicUrl)).not.toThrow()
})
