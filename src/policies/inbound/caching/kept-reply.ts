import type { Exchange, HeaderFields, Reply, ReplyHeaders } from '../../../gateway/exchange.ts'

/** Until when something is kept, milliseconds since the epoch. */
export interface KeptTimes {
  readonly freshUntil: number
  readonly staleUntil: number
}

/** An answer as it lies in the store. */
export interface KeptReply extends KeptTimes {
  /** When the answer was made, milliseconds since the epoch. */
  readonly madeAt: number
  readonly status: number
  readonly headers: ReplyHeaders
  readonly body: string
  /** Request headers that the upstream chose the answer by, and what they were (RFC 9111 section 4.1). */
  readonly vary: Readonly<Record<string, string>>
}

/** Fields that belong to one connection or one caller, and are written anew for each. */
const notKept =
  /^(?:connection|keep-alive|transfer-encoding|content-length|date|age|access-control-.*|x-request-id)$/

/** How long an answer is given again, milliseconds. */
export interface Lifetime {
  /** 0 = the answer is not kept. */
  readonly freshMs: number
  /** After that, while a new one is fetched. */
  readonly staleMs: number
}

const notAtAll: Lifetime = { freshMs: 0, staleMs: 0 }

/** The lifetime of an answer: at most `longest`, and what the upstream allows (RFC 9111 sections 3, 4.2 and 5.2.2; RFC 5861). */
export function lifetimeOf({ headers }: Reply, longest: Lifetime, now: number): Lifetime {
  if (headers['set-cookie'] !== undefined) return notAtAll
  const control = textOf(headers['cache-control']).toLowerCase()
  if (/\b(?:no-store|no-cache|private)\b/.test(control)) return notAtAll
  if (textOf(headers['vary']).includes('*')) return notAtAll
  const said = secondsOf(control, 's-maxage') ?? secondsOf(control, 'max-age') ?? expiresIn(headers, now)
  const left = said === undefined ? longest.freshMs : said * 1000 - ageOf(headers)
  const freshMs = Math.max(0, Math.min(longest.freshMs, left))
  if (freshMs === 0) return notAtAll
  const mustAsk = /\b(?:must-revalidate|proxy-revalidate|s-maxage)\b/.test(control)
  const staleSaid = (secondsOf(control, 'stale-while-revalidate') ?? Infinity) * 1000
  return { freshMs, staleMs: mustAsk ? 0 : Math.min(longest.staleMs, staleSaid) }
}

function secondsOf(control: string, directive: string): number | undefined {
  const digits = new RegExp(`(?:^|[\\s,])${directive}="?(\\d{1,10})`).exec(control)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** RFC 9111 section 5.3: an invalid date, especially 0, lies in the past. */
function expiresIn(headers: ReplyHeaders, now: number): number | undefined {
  if (headers['expires'] === undefined) return undefined
  const said = textOf(headers['expires'])
  const expires = /^[a-z]{3}/i.test(said) ? Date.parse(said) : Number.NaN
  const date = Date.parse(textOf(headers['date']))
  const seconds = (expires - (Number.isNaN(date) ? now : date)) / 1000
  return Number.isNaN(seconds) ? 0 : seconds
}

/** How old an answer was when it came, milliseconds: a cache behind this one may have kept it already. */
function ageOf(headers: ReplyHeaders): number {
  const seconds = Number(textOf(headers['age']) || '0')
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
}

/** When a lifetime that begins now ends. */
export function timesOf({ freshMs, staleMs }: Lifetime, now: number): KeptTimes {
  return { freshUntil: now + freshMs, staleUntil: now + freshMs + staleMs }
}

/** Makes of an answer what is kept. */
export function keepReply(
  reply: Reply,
  body: string,
  exchange: Exchange,
  lifetime: Lifetime,
  now: number,
): KeptReply {
  const headers = Object.entries(reply.headers).filter(([name]) => !notKept.test(name))
  const names = textOf(reply.headers['vary']).toLowerCase().split(',')
  const vary = names.map((name) => name.trim()).filter((name) => name !== '')
  return {
    madeAt: now - ageOf(reply.headers),
    ...timesOf(lifetime, now),
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
export function replyOf({ status, headers, body, madeAt }: KeptReply, now: number): Reply {
  const age = String(Math.max(0, Math.floor((now - madeAt) / 1000)))
  return { status, headers: { ...headers, age }, body: body === '' ? undefined : body }
}

function textOf(value: string | readonly string[] | undefined): string {
  return value === undefined ? '' : String(value)
}
