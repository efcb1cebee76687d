import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { scanRecords } from '../../../../src/oauth/authorization-server/scan-records.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

it('reads each record once, however many there are for one list, and no other', async () => {
  const storage = createMemoryStorage()
  const names = Array.from({ length: 300 }, (_, n) => createHash('sha256').update(`${n}`).digest('base64url'))
  await storage.write(names.map((name) => ({ put: `as:a:Grant:${name}`, value: name })))
  await storage.write([{ put: 'as:b:Grant:x', value: 'other' }])
  const found: string[] = []
  for await (const { value } of scanRecords(storage, 'as:a:Grant:', 10)) found.push(value)
  expect(found.sort()).toEqual(names.sort())
})
