import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { geoFilter } from '../../../../../src/policies/inbound/geo-filter/geo-filter.ts'
import { buildGeoDatabase } from '../../../../support/geo-database.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

const world = createWorld()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-geo-'))
  await writeFile(join(folder, 'test.mmdb'), buildGeoDatabase({ country: { iso_code: 'SE' } }))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

it('believes headers of a trusted proxy and nobody else', async () => {
  const options = {
    block: { countries: 'SE', asns: '64500' },
    headers: { country: 'X-Country', asn: 'X-ASN' },
  }
  const policy = createPolicy(geoFilter, options, world)
  const ask = async (
    headers: Record<string, string>,
    isFromTrustedProxy: boolean,
  ): Promise<number | undefined> =>
    (await judge(policy, world, { headers, isFromTrustedProxy })).reply?.status
  expect(await ask({ 'x-country': 'se' }, true)).toBe(403)
  expect(await ask({ 'x-asn': 'AS64500' }, true)).toBe(403)
  expect(await ask({ 'x-country': 'NO' }, true)).toBeUndefined()
  expect(await ask({ 'x-country': 'NO, SE' }, true)).toBe(403)
  expect(await ask({ 'x-country': 'SE' }, false)).toBeUndefined()
})

it('looks the address of the caller up', async () => {
  const options = { allow: { countries: 'SE' }, ignoreUnknown: false, databases: [join(folder, 'test.mmdb')] }
  const policy = createPolicy(geoFilter, options, world)
  expect((await judge(policy, world, { clientAddress: '10.0.0.1' })).reply).toBeUndefined()
  expect((await judge(policy, world, { clientAddress: '192.0.2.1' })).reply?.status).toBe(403)
  expect(world.problems).toEqual([])
})

it('reports a database that cannot be read', () => {
  createPolicy(geoFilter, { databases: [join(folder, 'none.mmdb')] }, world)
  expect(world.problems).toMatchObject([{ code: 'SALLYPORT_CONFIG_GEO_DATABASE', path: ['databases', 0] }])
})
