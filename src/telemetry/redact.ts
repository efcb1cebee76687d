import type { LogFields } from './log.ts'

/** Stands where a secret stood. */
export const redacted = '[redacted]'

const deepest = 6
const longestList = 100
const longestText = 4_096

// Compared without case, `-` and `_`, at the end of a key: `Set-Cookie`, `refresh_token` and `x-api-key` are all meant.
const secretEndings =
  /(?:authorization|cookies?|tokens?|secrets?|passw(?:or)?ds?|passphrase|assertion|apikey|credentials?|privatekey|codeverifier|jwt|bearer|sessionid|ssws)$/
/** `code` is an OAuth code unless it looks like the name of an error. */
const errorCode = /^(?:SALLYPORT_[A-Z0-9_]+|ERR_[A-Z0-9_]+|UND_ERR_[A-Z0-9_]+|E[A-Z]{3,20})$/
const codeKeys = new Set(['code', 'usercode', 'devicecode'])

const jsonWebToken = /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)*/g
// A short lower-case word after the scheme is prose, as in "Bearer authentication".
const schemeAndValue =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC|D[Pp]o[Pp]|SSWS)( +)(?![a-z]{1,14}(?:[\s,.]|$))[A-Za-z0-9\-._~+/]{4,}=*/g
const secretParameter =
  /\b((?:access_token|refresh_token|id_token|client_secret|code|code_verifier|password|assertion|client_assertion|api_?key)=)[^&\s"',;]+/gi

/** The fields without secrets: values under secret names, and tokens inside any text, are replaced; depth and size are bounded. */
export function redact(fields: LogFields): LogFields {
  return redactRecord(fields, 0)
}

/** Every secret the expressions below can find holds one of these; most texts hold none and are passed as they are. */
const suspicious = /eyJ|earer|EARER|asic|ASIC|[Pp][Oo][Pp] |SSWS|=/

/** The text without bearer values, JWTs and secret form or query parameters. */
export function redactText(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}...` : text
  if (!suspicious.test(short)) return short
  return short
    .replaceAll(jsonWebToken, redacted)
    .replaceAll(schemeAndValue, `$1$2${redacted}`)
    .replaceAll(secretParameter, `$1${redacted}`)
}

function redactRecord(record: object, depth: number): LogFields {
  const copy: LogFields = {}
  let left = longestList
  for (const key of Object.keys(record)) {
    if (left-- === 0) break
    const value = (record as LogFields)[key]
    copy[key] = value !== undefined && isSecret(key, value) ? redacted : redactValue(value, depth)
  }
  return copy
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '[too deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Date) return value
  if (value instanceof URL) return redactText(value.href)
  if (Array.isArray(value)) return value.slice(0, longestList).map((item) => redactValue(item, depth + 1))
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  const isTable = value instanceof Map || value instanceof Headers
  return redactRecord(isTable ? (Object.fromEntries(value) as LogFields) : value, depth + 1)
}

function redactError(error: Error, depth: number): LogFields {
  const { name, message, stack, cause } = error
  const said = {
    name,
    message: redactText(message),
    ...(stack === undefined ? {} : { stack: redactText(stack) }),
  }
  return {
    ...redactRecord(error, depth + 1),
    ...said,
    ...(cause === undefined ? {} : { cause: redactValue(cause, depth + 1) }),
  }
}

function isSecret(key: string, value: unknown): boolean {
  // A count or a switch (`tokens: 3`, `password: false`) tells nothing.
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return false
  const kind = kindOfKey(key)
  return kind === 'code' ? typeof value === 'string' && !errorCode.test(value) : kind === 'secret'
}

type KeyKind = 'plain' | 'code' | 'secret'

/** The same few keys come with every record; their kind is worked out once. */
const knownKeys = new Map<string, KeyKind>()
const mostKnownKeys = 500

function kindOfKey(key: string): KeyKind {
  let kind = knownKeys.get(key)
  if (kind === undefined) {
    const flat = key.replaceAll(/[-_\s]/g, '').toLowerCase()
    kind = codeKeys.has(flat) ? 'code' : secretEndings.test(flat) ? 'secret' : 'plain'
    if (knownKeys.size < mostKnownKeys) knownKeys.set(key, kind)
  }
  return kind
}
