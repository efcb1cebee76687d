import { expect, it } from 'vitest'
import { openAdmin } from '../../../../src/runtimes/node/open-admin.ts'

it('is undefined when switched off, and admits the given token otherwise', () => {
  expect(openAdmin({ SALLYPORT_ADMIN: 'off' })).toBeUndefined()
  const token = 'x'.repeat(32)
  const gate = openAdmin({ SALLYPORT_ADMIN_TOKEN: token })?.gate
  const caller = { address: '192.0.2.1', isLocal: false }
  expect(() => gate?.admit({ ...caller, authorization: `Bearer ${token}` })).not.toThrow()
  expect(() => gate?.admit({ ...caller, authorization: 'Bearer y' })).toThrow('not accepted')
})
