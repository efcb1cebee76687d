import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageOpenError } from '../../storage/errors.ts'
import { createKeyText, readKeyRing, type KeyRing } from '../../storage/key-ring.ts'

const variable = 'SALLYPORT_STATE_KEYS'

/** The keys for state on a server, which every gateway there must have: never generated, as the next one had others. */
export async function readSharedKeys(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<KeyRing> {
  const given = environment[variable]?.trim() ?? ''
  if (given === '')
    throw new StorageOpenError(
      `State on a server is sealed with a key that all its gateways have: set ${variable} to an id and 32 random bytes in base64, such as main:$(openssl rand -base64 32).`,
    )
  return readKeyRing(given, variable)
}

/** The keys for state in a folder: those of the variable, then the one of the folder, which is made when there is none. */
export async function ensureLocalKeys(
  stateFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<KeyRing> {
  const file = join(stateFolder, 'state-keys')
  const given = environment[variable]?.trim() ?? ''
  const kept = await readKept(file)
  if (given !== '')
    return readKeyRing(
      kept === undefined ? given : `${given},${kept}`,
      kept === undefined ? variable : `${variable} with ${file}`,
    )
  return readKeyRing(kept ?? (await generate(file)), file)
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new StorageOpenError(`The keys of the state cannot be read from ${file}: make it readable.`, {
      cause: error,
    })
  }
}

/** On the disk, whole, before anything is sealed with it: a lost key would lose the state. */
async function generate(file: string): Promise<string> {
  const text = createKeyText(`local-${randomBytes(4).toString('hex')}`)
  const unfinished = `${file}.new`
  const handle = await open(unfinished, 'w', 0o600)
  try {
    await handle.writeFile(`${text}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
  const folder = await open(join(file, '..'), 'r')
  await folder.sync().finally(() => folder.close())
  return text
}
