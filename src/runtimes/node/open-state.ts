import { join } from 'node:path'
import { openFileStorage } from '../../storage/file.ts'
import type { KeyRing } from '../../storage/key-ring.ts'
import { createMemoryStorage } from '../../storage/memory.ts'
import { openSealedStorage } from '../../storage/sealed.ts'
import type { Storage } from '../../storage/storage.ts'
import { ensureLocalKeys, readSharedKeys } from './state-keys.ts'
import { parseStateUrl, type StateChoice } from './state-url.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** Opens the store that `SALLYPORT_STATE_URL` chooses, sealed; without the variable a file store in the state folder. */
export async function openState(stateFolder: string, environment: Variables): Promise<Storage> {
  const choice = parseStateUrl(environment['SALLYPORT_STATE_URL'])
  switch (choice.kind) {
    case 'memory':
      return createMemoryStorage()
    case 'file': {
      const store = await openFileStorage(join(stateFolder, 'store'))
      // Read once the folder is ours: of two processes that start at once only one may make a key.
      return sealOrClose(store, () => ensureLocalKeys(stateFolder, environment))
    }
    default: {
      const ring = await readSharedKeys(environment)
      return sealOrClose(await openServer(choice), () => Promise.resolve(ring))
    }
  }
}

/** The drivers are loaded only where they are used, so that other gateways start no later. */
async function openServer(choice: Extract<StateChoice, { kind: 'redis' | 'postgres' }>): Promise<Storage> {
  if (choice.kind === 'redis') return (await import('../../storage/redis.ts')).openRedisStorage(choice)
  return (await import('../../storage/postgres.ts')).openPostgresStorage(choice)
}

async function sealOrClose(store: Storage, readKeys: () => Promise<KeyRing>): Promise<Storage> {
  try {
    return await openSealedStorage(store, await readKeys())
  } catch (error) {
    await store.close()
    throw error
  }
}
