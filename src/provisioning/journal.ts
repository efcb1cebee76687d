import { chmod, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'

const record = z.object({
  version: z.literal(1),
  owner: z.string(),
  target: z.string(),
  /** Addresses of what was made from the file, by key. */
  resources: z.record(z.string(), z.string()).default({}),
  /** Keys whose secret has been handed on. */
  delivered: z.array(z.string()).default([]),
  /** The step that was under way; still there when it never came to its end. */
  running: z.object({ step: z.int(), of: z.int(), action: z.string(), key: z.string() }).optional(),
})
type Record = z.output<typeof record>

/** The step of an apply that did not come to its end. */
export type Interruption = NonNullable<Record['running']>

/**
 * What earlier applies made, in a file of mode 0600. It holds no secret. It tells apart what is ours where a provider has
 * no place for a mark, and where a broken apply stood; losing it costs only that.
 */
export interface Journal {
  /** Addresses by key. */
  readonly known: ReadonlyMap<string, string>
  readonly interrupted: Interruption | undefined
  isDelivered(key: string): boolean
  begin(step: Interruption): Promise<void>
  /** Notes that a resource is where it is. */
  remember(key: string, address: string): Promise<void>
  forget(key: string): Promise<void>
  deliver(key: string): Promise<void>
  /** Notes that everything came to its end. */
  finish(): Promise<void>
}

/** A journal that cannot be used, said so that a person can act. */
export class JournalError extends Error {
  override readonly name = 'JournalError'
}

/** Opens the journal of an owner at a target; a file of another owner or target is refused. */
export async function openJournal(file: string, owner: string, target: string): Promise<Journal> {
  let state = (await readRecord(file)) ?? { version: 1, owner, target, resources: {}, delivered: [] }
  if (state.owner !== owner || state.target !== target)
    throw new JournalError(
      `${file} belongs to "${state.owner}" at ${state.target}. Move it away to start anew.`,
    )
  const save = async (next: Record): Promise<void> => {
    state = next
    await writeRecord(file, next)
  }
  return {
    get known() {
      return new Map(Object.entries(state.resources))
    },
    interrupted: state.running,
    isDelivered: (key) => state.delivered.includes(key),
    begin: (running) => save({ ...state, running }),
    remember: (key, address) => save({ ...state, resources: { ...state.resources, [key]: address } }),
    forget: (key) => {
      const { [key]: _gone, ...resources } = state.resources
      return save({ ...state, resources, delivered: state.delivered.filter((one) => one !== key) })
    },
    deliver: (key) => save({ ...state, delivered: [...new Set([...state.delivered, key])] }),
    finish: () => {
      const { running: _over, ...rest } = state
      return save(rest)
    },
  }
}

async function readRecord(file: string): Promise<Record | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return record.parse(JSON.parse(text))
  } catch {
    throw new JournalError(`${file} is damaged. Move it away; what is marked as ours is found without it.`)
  }
}

/** Replaces the file whole, so that a crash leaves the old one or the new one. */
async function writeRecord(file: string, state: Record): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const next = `${file}.next`
  await writeFile(next, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  await rename(next, file)
}

/** Runs something while no other process of this machine does the same over one journal. */
export async function whileLocked<T>(file: string, run: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await takeLock(lock)
  try {
    return await run()
  } finally {
    await rm(lock, { force: true })
  }
}

async function takeLock(lock: string): Promise<void> {
  try {
    const handle = await open(lock, 'wx', 0o600)
    await handle.writeFile(String(process.pid))
    await handle.close()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (isAlive(holder)) throw new JournalError(`Process ${holder} is applying already. Wait for it to end.`)
    // Whoever held it is gone without giving it back.
    await rm(lock, { force: true })
    await takeLock(lock)
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
