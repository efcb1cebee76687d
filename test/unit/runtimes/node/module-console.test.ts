import { afterEach, expect, it } from 'vitest'
import type { ServedProject } from '../../../../src/runtimes/node/serve-project.ts'
import { createLog, type LogRecord } from '../../../../src/telemetry/log.ts'
import { createModuleConsole } from '../../../../src/runtimes/node/module-console.ts'
import { createTempProject, serveTemp, type TempProject } from '../../../support/temp-project.ts'

let project: TempProject | undefined
let served: ServedProject | undefined
afterEach(async () => {
  await served?.close(0)
  await project?.remove()
  served = undefined
  project = undefined
})

it('writes to the log of the request that is handled, else to that of the gateway', async () => {
  const records: LogRecord[] = []
  const handler = { module: '$import(./modules/m)', export: 'x' }
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/x': { get: { operationId: 'x', 'x-zuplo-route': { corsPolicy: 'none', handler } } } },
    },
    'modules/m.ts': `console.warn('loaded', { a: 1 })
export async function x(request, context) {
  context.log.setLogProperties({ tenant: 't1' })
  await new Promise((resolve) => setTimeout(resolve, 1))
  console.log('handled', [2])
  console.table([1])
  return context.requestId
}`,
  })
  served = await serveTemp(project.folder, { records })
  const ids = await Promise.all(
    [1, 2].map(async () => (await fetch(`${served?.origin}/x`)).json() as Promise<string>),
  )
  expect(records.find(({ message }) => message === 'loaded {"a":1}')).toMatchObject({ level: 'warn' })
  const handled = records.filter(({ message }) => message === 'handled [2]')
  expect(handled.map(({ fields }) => fields['requestId']).sort()).toEqual(ids.sort())
  expect(handled[0]).toMatchObject({ level: 'info', fields: { tenant: 't1' } })
})

it('has the other methods of a console, which do nothing', () => {
  const records: LogRecord[] = []
  const printer = createModuleConsole(createLog({ level: 'debug', write: (record) => records.push(record) }))
  printer.console.time('a')
  printer.console.trace('b')
  expect('unknown' in printer.console || Reflect.get(printer.console, 'unknown')).toBeUndefined()
  expect(records).toEqual([])
})

it('leaves modules what they are', () => {
  const printer = createModuleConsole(createLog({ level: 'debug', write: () => undefined }))
  class Tool {
    readonly made = true
  }
  const exports = { Tool, add: (a: number, b: number) => a + b, data: { n: 1 } }
  const followed = printer.follow({ exportsOf: (name) => (name === 'm' ? exports : undefined) })
  expect(followed.exportsOf('other')).toBeUndefined()
  const found = followed.exportsOf('m') as typeof exports
  expect([new found.Tool().made, found.add(1, 2), found.data]).toEqual([true, 3, exports.data])
})
