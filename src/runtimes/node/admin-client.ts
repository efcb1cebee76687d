import { resolve } from 'node:path'
import { adminPath } from '../../admin-api/create-admin-api.ts'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { givenToken, readAdminAnnouncement } from './admin-access.ts'
import { openIdleProject } from './idle-project.ts'
import { stateFolderOf } from './state-folder.ts'

type Variables = Readonly<Record<string, string | undefined>>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Asks a project's gateway things, or its state while no gateway runs. */
export interface AdminClient {
  /** Address of the running gateway; undefined while none runs. */
  readonly url: string | undefined
  /** Answers the JSON value of the route; a refusal rejects with an AdminCallError. */
  call(method: Method, path: string, input?: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** Why a call was refused: sentences for people. */
export class AdminCallError extends Error {
  override readonly name = 'AdminCallError'
}

/**
 * Uses the admin API of the gateway that serves a project folder: over HTTP where one runs, else with the same routes
 * over the opened state, which is closed again at the end.
 */
export async function withAdminClient<T>(
  folder: string,
  variables: Variables,
  use: (client: AdminClient) => Promise<T>,
): Promise<T> {
  const root = resolve(folder)
  const { environment } = await readProjectFolder(root, variables)
  const running = await findRunning(stateFolderOf(root, variables), environment)
  if (running !== undefined) return use(running)
  const idle = await openIdleProject(root, variables)
  try {
    return await use({
      url: undefined,
      call: (method, path, input = {}) => idle.call(method, path, input).catch(rethrow),
    })
  } finally {
    await idle.close()
  }
}

function rethrow(error: unknown): never {
  if (isProblem(error)) throw new AdminCallError(error.message, { cause: error })
  throw error
}

/** Errors of routes, which over HTTP come as problem documents. */
function isProblem(error: unknown): error is Error {
  return error instanceof Error && error.name === 'GatewayError'
}

const timeoutMs = 30_000

/** The gateway that announced itself, if it still answers. */
async function findRunning(stateFolder: string, environment: Variables): Promise<AdminClient | undefined> {
  const announced = await readAdminAnnouncement(stateFolder)
  if (announced === undefined) return undefined
  const { url } = announced
  const token = announced.token ?? givenToken(environment)
  if (token === undefined)
    throw new AdminCallError(
      `The gateway at ${url} was given an admin token: set SALLYPORT_ADMIN_TOKEN to it.`,
    )
  if (!(await isReachable(url))) return undefined
  return { url, call: (method, path, input) => send({ url, token, method, path, input }) }
}

/** A gateway that was killed leaves its announcement behind. */
async function isReachable(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(timeoutMs) })
    await answer.body?.cancel()
    return true
  } catch (error) {
    // Nobody listens there. A gateway that is there but slow is there.
    return !(error instanceof TypeError)
  }
}

interface Sent {
  readonly url: string
  readonly token: string
  readonly method: Method
  readonly path: string
  readonly input: Readonly<Record<string, unknown>> | undefined
}

async function send({ url, token, method, path, input }: Sent): Promise<unknown> {
  const isQuery = method === 'GET' || method === 'DELETE'
  const query = isQuery && input !== undefined ? `?${queryOf(input)}` : ''
  const answer = await fetch(`${url}${adminPath}${path}${query}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(isQuery ? {} : { 'content-type': 'application/json' }) },
    ...(isQuery ? {} : { body: JSON.stringify(input ?? {}) }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await answer.text()
  if (answer.ok) return text === '' ? undefined : (JSON.parse(text) as unknown)
  throw new AdminCallError(`The gateway at ${url} refused: ${sentencesOf(text, answer.status)}`)
}

function queryOf(input: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined)
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()
}

function sentencesOf(text: string, status: number): string {
  try {
    const { detail, hint } = JSON.parse(text) as { readonly detail?: string; readonly hint?: string }
    if (detail !== undefined) return hint === undefined ? detail : `${detail} ${hint}`
  } catch {
    // Something else than a gateway listens there.
  }
  return `status ${status}.`
}
