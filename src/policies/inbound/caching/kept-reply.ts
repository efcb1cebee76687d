import type { Exchange, HeaderFields, Reply, ReplyHeaders } from '../../../gateway/exchange.ts'

/** An answer as it lies in the store. */
export interface KeptReply {
  readonly storedAt: number
  readonly status: number
  readonly headers: ReplyHeaders
  readonly body: string
  /** Request headers that the upstream chose the answer by, and what they were (RFC 9111 section 4.1). */
  readonly vary: Readonly<Record<string, string>>
}

/** Fields that belong to one connection or one caller, and are written anew for each. */
const notKept =
  /^(?:connection|keep-alive|transfer-encoding|content-length|date|age|access-control-.*|x-request-id)$/

/** How long an answer may be kept, milliseconds; 0 = not at all (RFC 9111 sections 3 and 5.2.2). */
export function freshnessOf({ headers }: Reply, ttlMs: number): number {
  if (headers['set-cookie'] !== undefined) return 0
  const control = textOf(headers['cache-control']).toLowerCase()
  if (/\b(?:no-store|no-cache|private)\b/.test(control)) return 0
  if (textOf(headers['vary']).includes('*')) return 0
  const age = /\bs-maxage="?(\d{1,10})/.exec(control)?.[1] ?? /\bmax-age="?(\d{1,10})/.exec(control)?.[1]
  return age === undefined ? ttlMs : Math.min(ttlMs, Number(age) * 1000)
}

/** Makes of an answer what is kept. */
export function keepReply(reply: Reply, body: string, exchange: Exchange, now: number): KeptReply {
  const headers = Object.entries(reply.headers).filter(([name]) => !notKept.test(name))
  const names = textOf(reply.headers['vary']).toLowerCase().split(',')
  const vary = names.map((name) => name.trim()).filter((name) => name !== '')
  return {
    storedAt: now,
    status: reply.status,
    headers: Object.fromEntries(headers),
    body,
    vary: Object.fromEntries(vary.map((name) => [name, exchange.headers[name] ?? ''])),
  }
}

/** True when the upstream would have chosen the same answer for these headers. */
export function isAnswerFor({ vary }: KeptReply, headers: HeaderFields): boolean {
  return Object.entries(vary).every(([name, value]) => (headers[name] ?? '') === value)
}

/** The answer again, with its age (RFC 9111 section 5.1). */
export function replyOf({ status, headers, body, storedAt }: KeptReply, now: number): Reply {
  const age = String(Math.max(0, Math.floor((now - storedAt) / 1000)))
  return { status, headers: { ...headers, age }, body: body === '' ? undefined : body }
}

function textOf(value: string | readonly string[] | undefined): string {
  return value === undefined ? '' : String(value)
}
