import { afterEach, expect, it } from 'vitest'
import { compileAdminTable } from '../../../src/admin-api/admin-table.ts'
import { createKeyAdminRoutes } from '../../../src/admin-api/key-admin-routes.ts'
import { fixtureServices } from '../../support/gateway-fixture.ts'

const services = { ...fixtureServices(), revokeTokens: () => Promise.resolve() }
const table = compileAdminTable(createKeyAdminRoutes(services))
afterEach(() => services.upstream.close())

const call = async (method: string, path: string, input: object = {}): Promise<Record<string, unknown>> =>
  (await table.call({ method, path, readInput: () => Promise.resolve(input) })) as Record<string, unknown>

it('makes, rotates, ends, revokes and lists keys, and shows no hash', async () => {
  const first = await call('POST', '/keys', { consumer: 'shop', metadata: { plan: 'gold' } })
  const second = await call('POST', '/keys/shop/rotate', { graceMs: 60_000 })
  await call('POST', '/keys/shop/expire', { keyId: second['keyId'], expiresAt: 4_102_444_800_000 })
  await call('POST', '/keys/shop/revoke', { keyId: first['keyId'] })
  const listed = await call('GET', '/keys')
  expect(listed).toMatchObject({
    consumers: [
      {
        name: 'shop',
        metadata: { plan: 'gold' },
        keys: [
          { id: first['keyId'], revokedAt: expect.any(Number) as number },
          { id: second['keyId'], expiresAt: 4_102_444_800_000 },
        ],
      },
    ],
  })
  expect(JSON.stringify([first, second, listed])).not.toContain('hash')
  expect(await call('GET', '/keys', { bucket: 'other' })).toEqual({ consumers: [] })
})

it('refuses what cannot be, each with its code', async () => {
  const { key: importedKey } = await call('POST', '/keys', { consumer: 'one' })
  const refusals: readonly [string, object, string][] = [
    ['/keys', { consumer: 'a:b' }, 'SALLYPORT_ADMIN_CALL_MALFORMED'],
    ['/keys', { consumer: 'one', importedKey: 'no key' }, 'SALLYPORT_ADMIN_CALL_MALFORMED'],
    ['/keys', { consumer: 'one', importedKey }, 'SALLYPORT_ADMIN_CONFLICT'],
    ['/keys/nobody/revoke', {}, 'SALLYPORT_ADMIN_NOT_FOUND'],
    ['/keys/one/revoke', { keyId: '0' }, 'SALLYPORT_ADMIN_NOT_FOUND'],
  ]
  for (const [path, input, code] of refusals)
    await expect(call('POST', path, input)).rejects.toMatchObject({ code })
})
