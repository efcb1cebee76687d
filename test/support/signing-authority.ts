import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTHeaderParameters } from 'jose'

/** A key pair with its published half. */
export interface AuthorityKey {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}

/** Claims and header fields to change; a value of undefined leaves the field out. */
export interface TokenChanges {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  readonly key?: AuthorityKey
}

let made = 0

/** Makes a key pair with a kid of its own. */
export async function makeKey(alg = 'RS256', keyId = `key-${++made}`): Promise<AuthorityKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid: keyId, alg, use: 'sig' } }
}

/** An issuer of Okta-shaped tokens with a real key endpoint on loopback. */
export class SigningAuthority {
  /** Requests for keys so far. */
  fetches = 0
  /** What a request for a path answers instead of the usual. */
  readonly answers = new Map<string, { status: number; body: string; headers?: Record<string, string> }>()
  /** Header fields of the last request. */
  lastHeaders: NodeJS.Dict<string | string[]> = {}
  published: readonly JWK[]
  readonly key: AuthorityKey
  private readonly server: Server

  private constructor(server: Server, key: AuthorityKey) {
    this.server = server
    this.key = key
    this.published = [key.jwk]
  }

  static async start(): Promise<SigningAuthority> {
    const server = createServer()
    const authority = new SigningAuthority(server, await makeKey())
    server.on('request', (request, response) => {
      authority.lastHeaders = request.headers
      const { status, body, headers } = authority.answer(request.url ?? '')
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return authority
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  get issuer(): string {
    return `${this.origin}/oauth2/aus1`
  }

  /** Claims as Okta writes them. */
  claims(now = Math.floor(Date.now() / 1000)): Record<string, unknown> {
    return {
      ver: 1,
      jti: 'AT.abc',
      iss: this.issuer,
      aud: 'http://127.0.0.1:9000/mcp',
      iat: now,
      exp: now + 3600,
      cid: 'client-1',
      uid: '00u1',
      scp: ['mcp:access'],
      sub: 'ada@example.com',
    }
  }

  async token(changes: TokenChanges = {}): Promise<string> {
    const key = changes.key ?? this.key
    const header = withoutUndefined({ alg: key.jwk.alg, kid: key.jwk.kid, ...changes.header })
    return new SignJWT(withoutUndefined({ ...this.claims(), ...changes.claims }))
      .setProtectedHeader(header as JWTHeaderParameters)
      .sign(key.privateKey)
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private answer(path: string): { status: number; body: string; headers?: Record<string, string> } {
    const planned = this.answers.get(path)
    if (path === '/oauth2/aus1/v1/keys') this.fetches++
    if (planned !== undefined) return planned
    if (path === '/oauth2/aus1/v1/keys')
      return { status: 200, body: JSON.stringify({ keys: this.published }) }
    return { status: 404, body: '{}' }
  }
}

/** A token of any header and claims, signed with nothing. */
export function unsignedToken(header: unknown, claims: unknown, signature = ''): string {
  return `${encode(header)}.${encode(claims)}.${signature}`
}

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
