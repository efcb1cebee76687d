import { BufferedBody, type Exchange } from '../../src/gateway/exchange.ts'

/** Numbers to choose by. */
export interface Random {
  /** From 0 up to the limit, without it. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
}

/** What a good request presents. */
export interface PresentedToken {
  readonly token: string
  readonly scheme: string
  readonly headers: Readonly<Record<string, string>>
}

type Mutation = (token: string, random: Random, foreign: readonly string[]) => string

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const oddities = ['\u0000', '\r\n', ' ', '"', ',', '=', '%2e', '\u202e', '😀', '.', '+', '/', '~', '{', '\\']
const odd = [
  undefined,
  null,
  '',
  0,
  -1,
  1e20,
  true,
  [],
  {},
  'x',
  'none',
  ['a'],
  { a: 1 },
  '\u0000',
  '__proto__',
]
const headerFields = [
  'alg',
  'kid',
  'typ',
  'crit',
  'jwk',
  'jku',
  'x5u',
  'x5c',
  'b64',
  'zip',
  'enc',
  'cty',
  '__proto__',
]
const claimFields = [
  'iss',
  'aud',
  'sub',
  'exp',
  'iat',
  'nbf',
  'scp',
  'cid',
  'cnf',
  'jti',
  'htm',
  'htu',
  'ath',
  'nonce',
]
const algorithms = ['none', 'None', 'HS256', 'HS512', 'RS256', 'RS512', 'PS256', 'ES256', 'EdDSA', 'dir', '']

const mutations: readonly Mutation[] = [
  (token, random) => replaceAt(token, random, random.pick([...base64url])),
  (token, random) => replaceAt(token, random, random.pick(oddities)),
  (token, random) => insertAt(token, random, random.pick([...base64url])),
  (token, random) => insertAt(token, random, random.pick(oddities)),
  (token, random) => {
    const at = random.below(token.length)
    return token.slice(0, at) + token.slice(at + 1 + random.below(20))
  },
  (token, random) => token.slice(0, random.below(token.length)),
  (token, random) => token + random.pick([...base64url, '.', '.e30', '=']),
  (token, random) => shuffled(token.split('.'), random).join('.'),
  (token) => token.split('.').slice(0, 2).join('.') + '.',
  (token, random) =>
    token.toLowerCase().slice(0, 1 + random.below(token.length)) + token.slice(-random.below(50) - 1),
  (token, random) => changeJson(token, 0, random.pick(headerFields), random.pick(odd)),
  (token, random) => changeJson(token, 0, 'alg', random.pick(algorithms)),
  (token, random) => changeJson(token, 1, random.pick(claimFields), random.pick(odd)),
  (token, random) => changeJson(token, 1, 'sub', `user-${random.below(1e6)}`),
  (token, random) => changeJson(token, 1, 'exp', 2_000_000_000 + random.below(1e6)),
  (token, random, foreign) => [...token.split('.').slice(0, 2), random.pick(foreign).split('.')[2]].join('.'),
  (_token, random, foreign) => random.pick(foreign),
  (token, random) => `${'a'.repeat(random.below(20_000))}.${token}`,
  (token, random) =>
    Array.from({ length: 1 + random.below(50) }, () => random.pick([...base64url, '.'])).join('') +
    token.slice(0, 3),
]

/** A token with something changed, as an attacker without the key could. */
export function mutateToken(token: string, random: Random, foreign: readonly string[]): string {
  const once = random.pick(mutations)(token, random, foreign)
  return random.below(5) === 0 ? random.pick(mutations)(once, random, foreign) : once
}

/** A request with its headers changed around a good token. */
export function mutateHeaders(good: PresentedToken, random: Random): Partial<Exchange> {
  const { token, scheme, headers } = good
  const value = `${scheme} ${token}`
  const withValue = (authorization: string): Partial<Exchange> => ({ headers: { ...headers, authorization } })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  return random.pick<() => Partial<Exchange>>([
    () => withValue(`${value}, ${value}`),
    () => withValue(`${value} ${token}`),
    () => withValue(`${scheme}\t${token}`),
    () => withValue(`${scheme}:${token}`),
    () =>
      withValue(`${random.pick(['Basic', 'Token', 'JWT', 'Negotiate', '', 'Bearerx', 'DPoPx'])} ${token}`),
    () => withValue(scheme === 'DPoP' ? `Bearer ${token}` : `DPoP ${token}`),
    () => withValue(`${scheme} "${token}"`),
    () => withValue(`${scheme} ${encodeURIComponent(`${token}=`)}`),
    () => withValue(insertAt(value, random, random.pick(oddities.filter((one) => one.trim() !== '')))),
    () => ({ headers: { ...headers } }),
    () => ({ headers: { ...headers, 'x-authorization': value, cookie: `authorization=${token}` } }),
    () => ({ headers: { ...headers, authorization: value }, repeatedHeaders: ['authorization'] }),
    () => ({ headers: { ...headers }, search: `?access_token=${token}` }),
    () => ({ headers: { ...headers, authorization: value }, search: `?a=b&access_token=${token}` }),
    () => ({ headers: { ...headers, ...form }, body: new BufferedBody(`access_token=${token}`) }),
  ])()
}

function replaceAt(text: string, random: Random, replacement: string): string {
  const at = random.below(text.length)
  return text.slice(0, at) + replacement + text.slice(at + 1)
}

function insertAt(text: string, random: Random, inserted: string): string {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + inserted + text.slice(at)
}

function shuffled(parts: readonly string[], random: Random): readonly string[] {
  const at = random.below(parts.length)
  return [...parts.slice(at), ...parts.slice(0, at)]
}

/** The token with a member of a part changed, its signature as it was. */
function changeJson(token: string, part: 0 | 1, name: string, value: unknown): string {
  const parts = token.split('.')
  try {
    const record = JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()) as object
    const entries = Object.entries(record).filter(([key]) => key !== name)
    const json = JSON.stringify(Object.fromEntries([...entries, [name, value]]))
    parts[part] = Buffer.from(json).toString('base64url')
  } catch {
    return `${token}.` // What an earlier change left is no JSON any more.
  }
  return parts.join('.')
}
