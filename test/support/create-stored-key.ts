import { openState } from '../../src/runtimes/node/open-state.ts'
import { createTestRegistry, valueOf } from './key-registry.ts'

/** Makes an API key in the state of a project that is not served, as `sallyport keys create` does. */
export async function createStoredKey(
  stateFolder: string,
  consumer: string,
  metadata: Record<string, unknown> = {},
): Promise<string> {
  const storage = await openState(stateFolder, {})
  const { registry } = createTestRegistry({ now: Date.now() }, storage)
  const { key } = valueOf(await registry.create({ consumer, metadata }))
  await storage.close()
  return key
}
