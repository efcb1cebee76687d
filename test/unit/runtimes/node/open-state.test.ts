import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openState } from '../../../../src/runtimes/node/open-state.ts'
import { createKeyText } from '../../../../src/storage/key-ring.ts'
import { postgresIsHere, startPostgres } from '../../../support/start-postgres.ts'
import { redisIsHere, startRedis } from '../../../support/start-redis.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-state-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const SALLYPORT_STATE_KEYS = createKeyText('main')

describe('the state of a gateway', () => {
  test('lies sealed in the folder when nothing else is said', async () => {
    const store = await openState(folder, {})
    await store.write([{ put: 'k', value: 'a-secret-in-the-store' }])
    await store.close()
    const files = (await readdir(join(folder, 'store'))).map((name) =>
      readFile(join(folder, 'store', name), 'latin1'),
    )
    const bytes = (await Promise.all(files)).join('')
    expect(bytes).toContain('sealed:1:local-')
    expect(bytes).not.toContain('a-secret-in-the-store')
    const again = await openState(folder, { SALLYPORT_STATE_URL: 'file:' })
    expect((await again.get('k'))?.value).toBe('a-secret-in-the-store')
    await again.close()
  })

  test('a wrong key is refused by its id, and the folder is free again', async () => {
    await (await openState(folder, { SALLYPORT_STATE_KEYS })).close()
    const other = openState(folder, { SALLYPORT_STATE_KEYS: createKeyText('main') })
    await expect(other).rejects.toThrow('The key "main" is not the one of that id')
    await (await openState(folder, { SALLYPORT_STATE_KEYS })).close()
  })

  test('in memory leaves nothing behind', async () => {
    const store = await openState(folder, { SALLYPORT_STATE_URL: 'memory:' })
    await store.write([{ put: 'k', value: 'v' }])
    expect(await readdir(folder)).toEqual([])
  })

  test.runIf(redisIsHere)('in Redis is shared and sealed', async () => {
    const server = await startRedis()
    await openTwice(`${server.url}?prefix=one:`)
    await server.remove()
  })

  test.runIf(postgresIsHere)('in PostgreSQL is shared and sealed', async () => {
    const server = await startPostgres()
    await openTwice(`${server.url}?schema=one`)
    await server.remove()
  })

  test('on a server needs keys before anything is asked of the server', async () => {
    await expect(openState(folder, { SALLYPORT_STATE_URL: 'redis://127.0.0.1:1' })).rejects.toThrow(
      'set SALLYPORT_STATE_KEYS',
    )
  })
})

async function openTwice(url: string): Promise<void> {
  const environment = { SALLYPORT_STATE_URL: url, SALLYPORT_STATE_KEYS }
  const stores = await Promise.all([openState(folder, environment), openState(folder, environment)])
  await stores[0]?.write([{ put: 'k', value: 'secret' }])
  expect((await stores[1]?.get('k'))?.value).toBe('secret')
  await Promise.all(stores.map((store) => store.close()))
  const wrong = openState(folder, { ...environment, SALLYPORT_STATE_KEYS: createKeyText('main') })
  await expect(wrong).rejects.toThrow('The key "main" is not the one of that id')
  expect(await readdir(folder)).toEqual([])
}
