import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isLoopbackHost } from '../../foundation/http/public-origin.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** The token of the admin API and whose it is. */
export interface AdminAccess {
  readonly token: string
  /** True when `SALLYPORT_ADMIN_TOKEN` says it; a generated one is new at each start. */
  readonly isGiven: boolean
}

/** Said when the variables of the admin API cannot be; the command line prints it as it is. */
export class AdminAccessError extends Error {
  override readonly name = 'AdminAccessError'
}

/** A token that nobody guesses, and that fits into a header. */
const tokenForm = /^[\x21-\x7e]{32,1000}$/

/** The token of the admin API; undefined when `SALLYPORT_ADMIN` is `off`. */
export function resolveAdminAccess(environment: Variables): AdminAccess | undefined {
  const choice = environment['SALLYPORT_ADMIN']?.trim() ?? ''
  if (choice === 'off') return undefined
  if (choice !== '' && choice !== 'on')
    throw new AdminAccessError(`SALLYPORT_ADMIN is "${choice}": write on or off. It is on when unset.`)
  const given = givenToken(environment)
  if (given === undefined) return { token: randomBytes(32).toString('base64url'), isGiven: false }
  if (tokenForm.test(given)) return { token: given, isGiven: true }
  throw new AdminAccessError(
    'SALLYPORT_ADMIN_TOKEN must be 32 to 1000 printable characters without spaces: openssl rand -base64 32 makes one.',
  )
}

/** What `SALLYPORT_ADMIN_TOKEN` says, unjudged. */
export function givenToken(environment: Variables): string | undefined {
  const given = environment['SALLYPORT_ADMIN_TOKEN']?.trim() ?? ''
  return given === '' ? undefined : given
}

/** Where the admin API of a running gateway is, as programs of its machine see it. */
export function adminUrlOf(boundAddress: string, port: number): string {
  if (boundAddress === '0.0.0.0' || boundAddress === 'localhost') return `http://127.0.0.1:${port}`
  if (boundAddress === '::' || boundAddress === '[::]') return `http://[::1]:${port}`
  const isBare = boundAddress.includes(':') && !boundAddress.startsWith('[')
  return `http://${isBare ? `[${boundAddress}]` : boundAddress}:${port}`
}

/** A socket and what its first request says of the way it came. */
export interface LocalCall {
  readonly headers: Readonly<Record<string, unknown>>
  readonly socket: { readonly remoteAddress?: string | undefined; readonly localAddress?: string | undefined }
}

/** True when a program of this machine calls. What a proxy passes on is not, though the proxy may be of this machine. */
export function isLocalCall({ headers, socket }: LocalCall): boolean {
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']
  if (passedOn.some((name) => headers[name] !== undefined)) return false
  const remote = socket.remoteAddress?.replace(/^::ffff:/, '')
  const local = socket.localAddress?.replace(/^::ffff:/, '')
  return remote !== undefined && (isLoopbackHost(remote) || remote === local)
}

const announcementShape = z.object({ url: z.string(), token: z.string().optional() })

/** How commands find the gateway that serves a project. */
export type AdminAnnouncement = z.infer<typeof announcementShape>

const fileName = 'admin.json'

/** Tells commands of this machine where the gateway is, in a file for its owner alone; answers what takes it back. */
export async function announceAdmin(
  stateFolder: string,
  url: string,
  { token, isGiven }: AdminAccess,
): Promise<() => Promise<void>> {
  const file = join(stateFolder, fileName)
  // A token that the operator keeps elsewhere is not written down here.
  const text = `${JSON.stringify({ url, ...(isGiven ? {} : { token }) } satisfies AdminAnnouncement)}\n`
  const unfinished = `${file}.${process.pid}.new`
  await writeFile(unfinished, text, { mode: 0o600 })
  await rename(unfinished, file)
  return async () => {
    // Another gateway on this folder may have taken its place.
    if ((await readFile(file, 'utf8').catch(() => '')) === text) await rm(file, { force: true })
  }
}

/** Where the gateway of a state folder said it is; it may have been killed since. */
export async function readAdminAnnouncement(stateFolder: string): Promise<AdminAnnouncement | undefined> {
  try {
    const text = await readFile(join(stateFolder, fileName), 'utf8')
    return announcementShape.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new AdminAccessError(
      `${join(stateFolder, fileName)} cannot be read: remove it, or restart the gateway.`,
      {
        cause: error,
      },
    )
  }
}
