import { createTestRegistry, valueOf } from '../../key-registry.ts'
import type { OutsideServers } from '../outside-servers.ts'

/** A key of a consumer, and what the store of the gateway holds of both. */
export async function start(): Promise<OutsideServers> {
  const { registry, storage } = createTestRegistry()
  const { key } = valueOf(await registry.create({ consumer: 'shop', metadata: { plan: 'gold' } }))
  const names = await storage.list('', 10)
  const entries = await Promise.all(
    names.map(async (name) => [name, (await storage.get(name))?.value ?? ''] as const),
  )
  return {
    environment: { API_KEY: key },
    state: Object.fromEntries(entries),
    close: () => storage.close(),
  }
}
