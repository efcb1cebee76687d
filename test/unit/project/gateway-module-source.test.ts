import { transform } from 'esbuild'
import { expect, test } from 'vitest'
import {
  entryBanner,
  entrySource,
  gatewayModuleSource,
  globalsModuleSource,
  runtimeSymbol,
  typeNames,
  usesGlobal,
} from '../../../src/project/gateway-module-source.ts'

/** Runs generated module code as a function and answers what it would export. */
async function exportsOf(source: string, entry: unknown): Promise<Record<string, unknown>> {
  const holder = globalThis as { [key: symbol]: unknown }
  holder[Symbol.for(runtimeSymbol)] = new Map([['load-1', entry]])
  const { code } = await transform(`${entryBanner('load-1')}\n${source}`, { format: 'cjs' })
  const module = { exports: {} as Record<string, unknown> }
  // The source is ours, and running it is what this test is about.
  Reflect.apply(Reflect.construct(Function, ['module', code]) as (module: unknown) => void, undefined, [
    module,
  ])
  return module.exports
}

test('the gateway module exports what the load brings, type names as undefined, and nothing unspeakable', async () => {
  class ZuploRequest {}
  const runtimeApi = { ZuploRequest, environment: { A: '1' }, 'no identifier': 1 }
  const exports = await exportsOf(gatewayModuleSource(Object.keys(runtimeApi)), { runtimeApi })
  expect(exports['ZuploRequest']).toBe(ZuploRequest)
  expect(exports['environment']).toBe(runtimeApi.environment)
  expect('ZuploContext' in exports).toBe(true)
  expect(exports['ZuploContext']).toBeUndefined()
  expect(Object.keys(exports).sort()).toEqual(['ZuploRequest', 'environment', ...typeNames].sort())
})

test('a type that has a value after all keeps it', async () => {
  const runtimeApi = { RuntimeExtensions: class {} }
  const exports = await exportsOf(gatewayModuleSource(['RuntimeExtensions']), { runtimeApi })
  expect(exports['RuntimeExtensions']).toBe(runtimeApi.RuntimeExtensions)
})

test('globals come from the load', async () => {
  const globals = { fetch: () => 'ours' }
  const exports = await exportsOf(globalsModuleSource(['fetch', 'no identifier']), { globals })
  expect(exports).toEqual({ fetch: globals.fetch })
  const source = globalsModuleSource(['fetch'])
  expect([usesGlobal(source, 'fetch'), usesGlobal(source, 'Request')]).toEqual([true, false])
})

test('the entry names each module by its place', () => {
  expect(entrySource(['./modules/a', './modules/"b'])).toBe(
    'export * as module0 from "./modules/a"\nexport * as module1 from "./modules/\\"b"',
  )
})
