import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { MemoryZoneReadThroughCache } from '../../../src/runtime-api/memory-zone-read-through-cache.ts'
import { ZoneCache } from '../../../src/runtime-api/zone-cache.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

let clock = 1_000_000
async function serve(handle: (context: ModuleContext) => unknown): Promise<() => Promise<unknown>> {
  fixture = await createGatewayFixture({
    now: () => clock,
    paths: { '/x': { get: functionRoute('handle') } },
    modules: { './modules/m': { handle: (_: unknown, context: ModuleContext) => handle(context) } },
  })
  return async () => (await ask(fixture, '/x')).json()
}

describe('MemoryZoneReadThroughCache', () => {
  it('answers from memory at once, and the next request finds the value in the storage too', async () => {
    const call = await serve(async (context) => {
      const cache = new MemoryZoneReadThroughCache<string>('m', context)
      const before = (await cache.get('k')) ?? 'absent'
      cache.put('k', 'v', 60)
      return [before, await cache.get('k'), (await new ZoneCache('m', context).get('k')) ?? 'later']
    })
    const first = (await call()) as unknown[]
    expect(first.slice(0, 2)).toEqual(['absent', 'v'])
    expect(await call()).toEqual(['v', 'v', 'v'])
  })

  it('reads what another process wrote, and forgets it in memory soon', async () => {
    const call = await serve((context) => new MemoryZoneReadThroughCache('m', context).get('k'))
    const write = (value: string) => fixture.services.storage.write([{ put: 'zone-cache:m:k', value }])
    await write('"one"')
    expect(await call()).toBe('one')
    await write('"two"')
    expect(await call()).toBe('one')
    clock += 1_001
    expect(await call()).toBe('two')
  })

  it('forgets a deleted value', async () => {
    const call = await serve(async (context) => {
      const cache = new MemoryZoneReadThroughCache<number>('m', context)
      cache.put('k', 1, 60)
      await new Promise((resolve) => setImmediate(resolve))
      cache.delete('k')
      await new Promise((resolve) => setImmediate(resolve))
      return [(await cache.get('k')) ?? 'absent']
    })
    expect(await call()).toEqual(['absent'])
  })

  it('says in the log when the storage does not take a value', async () => {
    const call = await serve((context) => {
      new MemoryZoneReadThroughCache<unknown>('m', context).put('k', () => 1, 60)
      return 1
    })
    await call()
    await new Promise((resolve) => setImmediate(resolve))
    expect(JSON.stringify(fixture.records)).toContain('The zone cache \\"m\\" failed')
  })
})
