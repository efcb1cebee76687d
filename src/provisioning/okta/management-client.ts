import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { createApiCredentials, type ApiCredentials } from './api-credentials.ts'
import { OktaApiError } from './api-error.ts'
import type { OktaConnection } from './connection.ts'
import { retryDelay } from './retry-delay.ts'

/** Calls the Management API: paths below `/api/v1`, JSON both ways, patient with limits, locks and failures. */
export interface ManagementClient {
  readonly orgUrl: string
  get<T>(path: string): Promise<T>
  /** {@link ManagementClient.get}, or undefined where there is nothing. */
  find<T>(path: string): Promise<T | undefined>
  /** Every item of a list, page after page. */
  list<T>(path: string): Promise<readonly T[]>
  /**
   * Makes something. When the answer is lost nobody knows whether it was made: then `recover` looks for it before the
   * call is tried again, so that nothing is made twice.
   */
  create<T>(path: string, body: unknown, recover: () => Promise<T | undefined>): Promise<T>
  /** A POST that may be repeated, such as a lifecycle step. */
  act(path: string): Promise<void>
  put<T>(path: string, body: unknown): Promise<T>
  /** Deletes; what is gone already counts as deleted. */
  delete(path: string): Promise<void>
  close(): Promise<void>
}

/** How a client is made. */
export interface ManagementClientOptions {
  readonly connection: OktaConnection
  /** Told when the organization makes the client wait. */
  readonly onWait?: (reason: string, milliseconds: number) => void
  /** Waits; the clock of the process unless a test says otherwise. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

/** An organization that cannot be reached. */
export class OktaUnreachable extends Error {
  override readonly name = 'OktaUnreachable'
}

const callTimeoutMs = 30_000
/** Largest answer that is read: a page of 200 large objects is far below. */
const longestAnswer = 16 * 1024 * 1024

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly nextPage: string | undefined
  readonly body: unknown
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: string
  readonly contentType?: string
  readonly authorization: string | undefined
}

/** A client of one organization; `close` ends its connections. */
export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  const { connection, onWait, wait = sleep } = options
  const { orgUrl } = connection
  const agent = new Agent({ connections: 4, connect: { timeout: 10_000 } })
  const credentials = createApiCredentials(connection, async (url, form) =>
    send(agent, {
      method: 'POST',
      url,
      body: form.toString(),
      contentType: 'application/x-www-form-urlencoded',
      authorization: undefined,
    }),
  )
  const caller: Caller = { agent, credentials, orgUrl, onWait, wait: async (ms) => void (await wait(ms)) }
  const call = <T>(method: Call['method'], path: string, body?: unknown): Promise<T> =>
    callApi(caller, method, path, body).then((answer) => answer.body as T)
  const find = async <T>(path: string): Promise<T | undefined> => {
    try {
      return await call<T>('GET', path)
    } catch (error) {
      if (error instanceof OktaApiError && error.status === 404) return undefined
      throw error
    }
  }
  return {
    orgUrl,
    get: (path) => call('GET', path),
    find,
    list: (path) => listPages(caller, path),
    create: async <T>(path: string, body: unknown, recover: () => Promise<T | undefined>) =>
      (await callApi(caller, 'POST', path, body, recover)).body as T,
    act: (path) => call('POST', path),
    put: (path, body) => call('PUT', path, body),
    delete: async (path) => {
      try {
        await call('DELETE', path)
      } catch (error) {
        if (!(error instanceof OktaApiError && error.status === 404)) throw error
      }
    },
    close: () => agent.close(),
  }
}

interface Caller {
  readonly agent: Agent
  readonly credentials: ApiCredentials
  readonly orgUrl: string
  readonly onWait: ManagementClientOptions['onWait']
  readonly wait: (milliseconds: number) => Promise<void>
}

async function listPages<T>(caller: Caller, path: string): Promise<readonly T[]> {
  const items: T[] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const answer: Answer = await callApi(caller, 'GET', next)
    if (Array.isArray(answer.body)) items.push(...(answer.body as T[]))
    next = answer.nextPage
  }
  return items
}

async function callApi(
  caller: Caller,
  method: Call['method'],
  path: string,
  body?: unknown,
  recover?: () => Promise<unknown>,
): Promise<Answer> {
  const url = pageUrl(caller.orgUrl, path)
  const name = `${method} ${new URL(url).pathname}`
  // Being told to wait is no failure, so the two are counted apart.
  const tries = { waits: 0, failures: 0 }
  for (let renewed = false; ;) {
    const authorization = await caller.credentials.authorization()
    const content = body === undefined ? {} : { body: JSON.stringify(body), contentType: 'application/json' }
    const outcome = await attempt(caller.agent, { method, url, authorization, ...content })
    if (outcome.status !== undefined && outcome.status < 400) return outcome
    if (outcome.status === 401 && !renewed && caller.credentials.renew()) {
      renewed = true
      continue
    }
    const kind = outcome.status === 429 || outcome.status === 423 ? 'waits' : 'failures'
    const delay = retryDelay({ ...outcome, earlierTries: tries[kind]++, now: Date.now() })
    if (delay === undefined) throw describeFailure(outcome, name, caller.orgUrl)
    if (delay >= 2000) caller.onWait?.(reasonOf(outcome.status), delay)
    await caller.wait(delay)
    if (recover === undefined || (outcome.status !== undefined && outcome.status < 500)) continue
    const made = await recover()
    if (made !== undefined) return { status: 200, headers: {}, nextPage: undefined, body: made }
  }
}

/** A page is named by the organization, but the credential goes to the organization alone. */
function pageUrl(orgUrl: string, path: string): string {
  if (path.startsWith('/')) return `${orgUrl}/api/v1${path}`
  if (new URL(path).origin !== orgUrl)
    throw new OktaUnreachable('A list of the organization goes on elsewhere.')
  return path
}

type Attempt =
  Answer | { readonly status: undefined; readonly headers: Answer['headers']; readonly cause: unknown }

async function attempt(agent: Agent, call: Call): Promise<Attempt> {
  try {
    return await send(agent, call)
  } catch (cause) {
    return { status: undefined, headers: {}, cause }
  }
}

async function send(agent: Agent, call: Call): Promise<Answer> {
  const { method, url, body, contentType, authorization } = call
  const response = await request(url, {
    dispatcher: agent,
    method,
    body: body ?? null,
    headersTimeout: callTimeoutMs,
    bodyTimeout: callTimeoutMs,
    headers: {
      accept: 'application/json',
      'user-agent': 'sallyport',
      ...(authorization === undefined ? {} : { authorization }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
  })
  const text = await readText(response.body)
  const { link } = response.headers
  return {
    status: response.statusCode,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value[0] : value,
      ]),
    ),
    nextPage: [link ?? []].flat().flatMap((value) => /<([^>]+)>;\s*rel="next"/.exec(value)?.[1] ?? [])[0],
    body: parseJson(text),
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > longestAnswer) throw new OktaUnreachable('An answer of the organization is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonOf(status: number | undefined): string {
  if (status === 429) return 'Okta limits the rate of calls'
  if (status === 423) return 'Okta is putting its policies in order'
  return 'Okta does not answer'
}

function describeFailure(outcome: Attempt, call: string, orgUrl: string): Error {
  if (outcome.status !== undefined) return new OktaApiError(outcome.status, call, outcome.body)
  const { cause } = outcome
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new OktaUnreachable(`${orgUrl} cannot be reached for ${call}: ${reason}.`, { cause })
}
