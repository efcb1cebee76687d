import { expect, test, vi } from 'vitest'
import { loadOidcProvider } from '../../../../src/oauth/authorization-server/load-oidc-provider.ts'
import { createLog, type LogRecord } from '../../../../src/telemetry/log.ts'

const { console } = globalThis

test('the notice about old Node is one line of ours, once, and the console is as it was', async () => {
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const spied = console.warn
  const records: LogRecord[] = []
  const log = createLog({ level: 'debug', write: (record) => void records.push(record) })
  const [first, second] = await Promise.all([loadOidcProvider(log), loadOidcProvider(log)])
  expect(first).toBe(second)
  expect(first.Provider).toEqual(expect.any(Function))
  expect(printed).not.toHaveBeenCalled()
  expect(console.warn).toBe(spied)
  const isOld = Number(process.versions.node.split('.')[0]) < 22
  expect(
    records.map((record) => record.message).filter((message) => message.includes('Node 24')),
  ).toHaveLength(isOld ? 1 : 0)
  printed.mockRestore()
})
