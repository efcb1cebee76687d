import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ReferencePage } from '../../../src/gateway/reference-page.ts'
import { startUpstream, type LoopbackUpstream } from '../loopback-upstream.ts'

/** What a server file of an example starts. */
export interface OutsideServers {
  /** What the options and the exchanges of the example name as `$env(NAME)`. */
  readonly environment: Readonly<Record<string, string>>
  /** Origins of the internet that the policy asks, and the loopback origins that stand in for them. */
  readonly origins?: Readonly<Record<string, string>>
  /** What the store of the gateway holds already, by key. */
  readonly state?: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Starts what the example of a part needs beside the upstream; nothing where it has no file in `servers/`. */
export async function startOutsideServers(name: string): Promise<OutsideServers> {
  if (!existsSync(join(import.meta.dirname, 'servers', `${name}.ts`)))
    return { environment: {}, close: () => Promise.resolve() }
  const module = (await import(`./servers/${name}.ts`)) as { start(): Promise<OutsideServers> }
  return module.start()
}

/** An upstream that answers what it was asked; a page may have it say something else. */
export function startExampleUpstream(planned?: ReferencePage['upstream']): Promise<LoopbackUpstream> {
  return startUpstream((request, response, body) => {
    if (planned !== undefined) {
      const text = typeof planned.body === 'string' ? planned.body : JSON.stringify(planned.body)
      const type = typeof planned.body === 'string' ? 'text/plain' : 'application/json'
      response.writeHead(planned.status ?? 200, { 'content-type': type, ...planned.headers }).end(text)
      return
    }
    const { pathname, search } = new URL(request.url ?? '/', 'http://upstream')
    const heard = { method: request.method, path: pathname, search, headers: request.headers }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ...heard, body: valueOf(body) }))
  })
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
