import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { ZoneCache } from '../../../src/runtime-api/zone-cache.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

async function inHandler(handle: (context: ModuleContext) => unknown): Promise<unknown> {
  fixture = await createGatewayFixture({
    paths: { '/x': { get: functionRoute('handle') } },
    modules: { './modules/m': { handle: (_: unknown, context: ModuleContext) => handle(context) } },
  })
  return (await ask(fixture, '/x')).json()
}

describe('ZoneCache', () => {
  it('keeps JSON by name and key in the storage, until it is deleted', async () => {
    const seen = await inHandler(async (context) => {
      const cache = new ZoneCache<{ n: number }>('a:b', context)
      await cache.put('ключ 1', { n: 1 }, 60)
      const before = await new ZoneCache<{ n: number }>('a:b', context).get('ключ 1')
      const elsewhere = (await new ZoneCache('a', context).get('b:ключ 1')) ?? 'absent'
      await cache.delete('ключ 1')
      return [before, elsewhere, (await cache.get('ключ 1')) ?? 'absent']
    })
    expect(seen).toEqual([{ n: 1 }, 'absent', 'absent'])
    expect(await fixture.services.storage.list('zone-cache:', 10)).toEqual([])
  })

  it('refuses what has no JSON form and a life that is none', async () => {
    const seen = await inHandler(async (context) => {
      const cache = new ZoneCache('a', context)
      const failure = (work: Promise<void>) => work.then(String, (error: Error) => error.name)
      return [
        await failure(cache.put('k', undefined, 1)),
        await failure(cache.put('k', 1, 0)),
        await failure(cache.put('k', 1, NaN)),
      ]
    })
    expect(seen).toEqual(['TypeError', 'RangeError', 'RangeError'])
  })

  it('takes no context but one of the gateway', async () => {
    await inHandler(() => 1)
    expect(() => new ZoneCache('a', {} as ModuleContext)).toThrow('the context that a handler')
  })
})
