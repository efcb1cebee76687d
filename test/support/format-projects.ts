import type { IncomingHttpHeaders } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import type { LogRecord } from '../../src/telemetry/log.ts'
import { startUpstream } from './loopback-upstream.ts'
import { serveTemp } from './temp-project.ts'

/** What the upstream of the projects was asked. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Projects of `test/fixtures/projects/`, each served once in this process over one upstream that answers with what it got. */
export interface FormatProjects {
  /** Address of the upstream. */
  readonly upstream: string
  /** Every request that reached the upstream. */
  readonly asked: Asked[]
  start(name: string, environment?: Readonly<Record<string, string>>): Promise<StartedProject>
  /** A folder for the state of a project, which is removed at the end. */
  stateFolder(name: string): string
  close(): Promise<void>
}

/** A project that is served. */
export interface StartedProject {
  readonly origin: string
  readonly served: ServedProject
  /** What it logged. */
  readonly records: LogRecord[]
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Asks an MCP server the way curl does, and reads its answer. */
  ask(method: string, params?: object, options?: AskOptions): Promise<McpAnswer>
}

/** What to change in how an MCP server is asked. */
export interface AskOptions {
  /** Default: `/mcp`. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A JSON-RPC answer, as loosely as a journey reads it. */
export interface McpAnswer {
  readonly result?: Record<string, unknown>
  readonly error?: { readonly code: number; readonly message: string }
}

const folder = join(import.meta.dirname, '../fixtures/projects')

/** Starts the upstream; projects follow one by one. */
export async function openFormatProjects(): Promise<FormatProjects> {
  const state = await mkdtemp(join(tmpdir(), 'sallyport-projects-'))
  const asked: Asked[] = []
  const upstream = await startUpstream(({ method = '', url = '', headers }, response, body) => {
    asked.push({ method, url, headers, body })
    const fields = { 'content-type': 'application/json', 'x-powered-by': 'a roastery' }
    response.writeHead(200, fields).end(JSON.stringify({ method, url, body }))
  })
  const open: ServedProject[] = []
  const stateFolder = (name: string): string => join(state, name)
  return {
    upstream: upstream.url,
    asked,
    stateFolder,
    start: async (name, environment = {}) => {
      const records: LogRecord[] = []
      const served = await serveTemp(join(folder, name), {
        environment: { SALLYPORT_STATE_DIR: stateFolder(name), ...environment },
        records,
      })
      open.push(served)
      return startedProject(served, records)
    },
    close: async () => {
      for (const served of open) await served.close(0)
      await upstream.close()
      await rm(state, { recursive: true })
    },
  }
}

function startedProject(served: ServedProject, records: LogRecord[]): StartedProject {
  const { origin } = served
  return {
    origin,
    served,
    records,
    fetch: (path, init) => fetch(origin + path, { redirect: 'manual', ...init }),
    ask: async (method, params, { path = '/mcp', headers = {} } = {}) => {
      const answer = await fetch(origin + path, {
        method: 'POST',
        // What curl says of a body when nobody tells it more.
        headers: { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: '1',
          method,
          ...(params === undefined ? {} : { params }),
        }),
      })
      return (await answer.json()) as McpAnswer
    },
  }
}
