import { expect, it } from 'vitest'
import { compileAdminTable } from '../../../../src/admin-api/admin-table.ts'
import { createServerAdminRoutes } from '../../../../src/runtimes/node/server-admin-routes.ts'
import { sampleIdentity } from '../../../support/authorization-server-world.ts'
import { fixtureServices } from '../../../support/gateway-fixture.ts'

it('tell every issuer of a revocation, and want one whose', async () => {
  const told: unknown[] = []
  const services = fixtureServices()
  const table = compileAdminTable(
    createServerAdminRoutes({
      identity: sampleIdentity('http://127.0.0.1:9000'),
      services: { ...services, revokeTokens: (revocation) => Promise.resolve(void told.push(revocation)) },
      rotateKeys: () => Promise.resolve(),
      issuersOf: (id) => [`https://as/${id}`],
    }),
  )
  const revoke = (input: object): Promise<unknown> =>
    table.call({ method: 'POST', path: '/revoke', readInput: () => Promise.resolve(input) })
  expect(await revoke({ user: 'ALEX@example.com' })).toEqual({ grants: 0, sessions: 0 })
  expect(told).toEqual(
    ['mcp', 'bare'].map((id) => ({ issuer: `https://as/${id}`, subject: 'alex@example.com' })),
  )
  await expect(revoke({})).rejects.toMatchObject({ code: 'SALLYPORT_ADMIN_CALL_MALFORMED' })
  await services.upstream.close()
})
