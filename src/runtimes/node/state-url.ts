import { StorageOpenError } from '../../storage/errors.ts'

/** Where the state of a gateway is kept. */
export type StateChoice =
  | { readonly kind: 'file' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema?: string }

const waysOut = 'use redis://…, rediss://…, postgres://…, file: or memory:'

/** Reads `SALLYPORT_STATE_URL`; unset or empty is the file store. Messages never hold the URL, which may hold a password. */
export function parseStateUrl(text: string | undefined): StateChoice {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return { kind: 'file' }
  if (!URL.canParse(trimmed)) throw refusal(`is not a URL: ${waysOut}`)
  const url = new URL(trimmed)
  switch (url.protocol) {
    case 'file:':
    case 'memory:':
      return parseLocal(trimmed, url)
    case 'redis:':
    case 'rediss:':
      return parseRedis(url)
    case 'postgres:':
    case 'postgresql:':
      return parsePostgres(url)
    default:
      throw refusal(`names ${url.protocol}, which is no store: ${waysOut}`)
  }
}

function parseLocal(text: string, { protocol }: URL): StateChoice {
  if (text !== protocol)
    throw refusal(
      `says more than ${protocol} does: leave the rest out, and name a folder with SALLYPORT_STATE_DIR`,
    )
  return { kind: protocol === 'file:' ? 'file' : 'memory' }
}

function parseRedis(url: URL): StateChoice {
  const prefix = takeParameter(url, 'prefix', /^[\x21-\x7e]{1,64}$/, '1 to 64 printable characters')
  const [unknown] = url.searchParams.keys()
  if (unknown !== undefined)
    throw refusal(`has a parameter "${unknown}" that Redis does not take here: only prefix is known`)
  if (!/^\/?\d*$/.test(url.pathname))
    throw refusal('has a path that is no database: Redis numbers its databases, such as /0')
  requireHost(url)
  return { kind: 'redis', url: url.href, ...(prefix === undefined ? {} : { prefix }) }
}

function parsePostgres(url: URL): StateChoice {
  const form = 'lower-case letters, digits and _, 1 to 63 of them, no digit first'
  const schema = takeParameter(url, 'schema', /^[a-z_][a-z0-9_]{0,62}$/, form)
  requireHost(url)
  return { kind: 'postgres', url: url.href, ...(schema === undefined ? {} : { schema }) }
}

function requireHost(url: URL): void {
  if (url.hostname === '') throw refusal(`names no host: write ${url.protocol}//host and the port`)
}

/** Takes our own parameter out of the query, as the rest is the driver's. */
function takeParameter(url: URL, name: string, pattern: RegExp, form: string): string | undefined {
  const value = url.searchParams.get(name) ?? undefined
  url.searchParams.delete(name)
  if (value !== undefined && !pattern.test(value))
    throw refusal(`has a ${name} that cannot be: it takes ${form}`)
  return value
}

function refusal(why: string): StorageOpenError {
  return new StorageOpenError(`SALLYPORT_STATE_URL ${why}.`)
}
