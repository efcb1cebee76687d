import { expect, it } from 'vitest'
import { createAdminGate } from '../../../src/admin-api/admin-gate.ts'
import { compileAdminTable } from '../../../src/admin-api/admin-table.ts'
import { createAdminApi } from '../../../src/admin-api/create-admin-api.ts'
import { createLog } from '../../../src/telemetry/log.ts'

it('serves its own paths and no longer word that starts alike', () => {
  const log = createLog({ level: 'error', write: () => undefined })
  const gate = createAdminGate({ token: 't', isTokenGiven: true, sha256: (text) => text, now: () => 0 })
  const api = createAdminApi({ gate, table: compileAdminTable([]), log, now: () => 0 })
  expect(api.serves('/__sallyport/admin')).toBe(true)
  expect(api.serves('/__sallyport/admin/servers')).toBe(true)
  expect(api.serves('/__sallyport/administrator')).toBe(false)
})
