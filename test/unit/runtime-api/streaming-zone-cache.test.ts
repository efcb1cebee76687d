import { afterEach, expect, it } from 'vitest'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { StreamingZoneCache } from '../../../src/runtime-api/streaming-zone-cache.ts'
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
const streamOf = (text: string): ReadableStream<Uint8Array> => new Blob([text]).stream()

it('keeps streams by name and key, until they are deleted', async () => {
  const seen = await inHandler(async (context) => {
    const cache = new StreamingZoneCache('a:b', { context })
    await cache.put('ключ', streamOf('first'), 60)
    await cache.put('ключ', streamOf('second'), 60)
    const kept = await new Response(await new StreamingZoneCache('a:b', context).get('ключ')).text()
    const elsewhere = (await new StreamingZoneCache('a', context).get('b:ключ')) ?? 'absent'
    await cache.delete('ключ')
    return [kept, elsewhere, (await cache.get('ключ')) ?? 'absent']
  })
  expect(seen).toEqual(['second', 'absent', 'absent'])
})

it('refuses a life that is none', async () => {
  const seen = await inHandler((context) =>
    new StreamingZoneCache('a', context).put('k', streamOf(''), 0).catch(String),
  )
  expect(seen).toContain('RangeError')
})
