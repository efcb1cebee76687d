import { hash, randomUUID } from 'node:crypto'
import { bucketName } from '../../api-keys/consumer.ts'
import { KeyRegistry, type KeyProblem } from '../../api-keys/key-registry.ts'
import type { Result } from '../../foundation/result.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { openState } from '../../runtimes/node/open-state.ts'
import { createStateFolder, stateFolderOf } from '../../runtimes/node/state-folder.ts'

/** Said when keys cannot be made or changed; the command line prints it as it is. */
export class KeysError extends Error {
  override readonly name = 'KeysError'
}

/** Opens the keys of a project, and closes them afterwards. */
export async function withRegistry<T>(
  folder: string,
  bucket: string,
  run: (registry: KeyRegistry) => Promise<T>,
): Promise<T> {
  if (!bucketName.safeParse(bucket).success)
    throw new KeysError(`"${bucket}" cannot be a bucket: use letters, digits, ".", "_" and "-".`)
  const { environment } = await readProjectFolder(folder, process.env)
  if (environment['SALLYPORT_STATE_URL']?.trim() === 'memory:')
    throw new KeysError('SALLYPORT_STATE_URL is memory:, which forgets keys at once: choose another store.')
  const stateFolder = stateFolderOf(folder, process.env)
  await createStateFolder(stateFolder)
  const storage = await openState(stateFolder, environment)
  try {
    return await run(
      new KeyRegistry({
        storage,
        bucket,
        now: Date.now,
        randomId: randomUUID,
        randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
        sha256: (text) => hash('sha256', text, 'base64url'),
      }),
    )
  } finally {
    await storage.close()
  }
}

/** The value of a result; a refusal is thrown as a sentence. */
export function orThrow<T>(result: Result<T, KeyProblem>): T {
  if (result.ok) return result.value
  throw new KeysError(explain(result.error))
}

function explain(problem: KeyProblem): string {
  switch (problem.reason) {
    case 'consumer-unknown':
      return `There is no consumer "${problem.consumer}"; sallyport keys list shows those there are.`
    case 'key-unknown':
      return `The consumer has no key ${problem.keyId} that could be changed; sallyport keys list shows those it has.`
    case 'key-malformed':
      return 'The text is no API key: it must be spk_… with a right checksum, or zpka_….'
    case 'key-taken':
      return 'The key is in the store already.'
    case 'too-many-keys':
      return `The consumer has ${problem.most} keys that open; revoke some first.`
    case 'busy':
      return 'Others change this consumer all the time; try again.'
  }
}
