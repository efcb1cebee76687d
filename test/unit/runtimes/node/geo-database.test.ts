import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openGeoDatabase } from '../../../../src/runtimes/node/geo-database.ts'
import { buildGeoDatabase } from '../../../support/geo-database.ts'

it('finds the place of an address, and nothing of what is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-geo-'))
  const path = join(folder, 'test.mmdb')
  const record = {
    country: { iso_code: 'SE' },
    subdivisions: [{ iso_code: 'AB' }],
    autonomous_system_number: 64_500,
  }
  await writeFile(path, buildGeoDatabase(record))
  const find = openGeoDatabase(path)
  expect(find('10.0.0.1')).toEqual({ country: 'SE', regionCode: 'AB', asn: '64500' })
  expect(find('::ffff:10.0.0.1').country).toBe('SE')
  const nowhere = { country: undefined, regionCode: undefined, asn: undefined }
  for (const address of ['192.0.2.1', 'unknown', '']) expect(find(address)).toEqual(nowhere)
  await writeFile(path, 'no database')
  expect(() => openGeoDatabase(path)).toThrow()
  await rm(folder, { recursive: true })
})
