import { SignJWT, type JWTHeaderParameters } from 'jose'
import { startUpstream } from '../loopback-upstream.ts'
import { makeKey, type AuthorityKey } from '../signing-authority.ts'
import type { OutsideServers } from './outside-servers.ts'
import { exampleOrigin } from './start-example.ts'

type Claims = Readonly<Record<string, unknown>>

/** An identity provider of an example. */
export interface ExampleIssuer {
  readonly issuer: string
  /** Origin that publishes the keys. Default: that of the issuer. */
  readonly keysAt?: string
  /** Claims of the accepted token beside issuer and lifetime; its audience is the route of the example unless named. */
  readonly claims?: Claims
  /** Claims by which the other token differs, and is refused. Default: another audience. */
  readonly refused?: Claims
}

/** The claims of an audience that is the route of the example. */
export const exampleAudience = `${exampleOrigin}/books`

let made: Promise<AuthorityKey> | undefined

/** The key of every issuer: they never meet in one example, and making one takes longer than using it. */
export function exampleKey(): Promise<AuthorityKey> {
  made ??= makeKey('RS256', 'example')
  return made
}

/** Signs claims for an hour. */
export async function signClaims(claims: Claims): Promise<string> {
  const { jwk, privateKey } = await exampleKey()
  const now = Math.floor(Date.now() / 1000)
  const header = { alg: 'RS256', kid: jwk.kid } as JWTHeaderParameters
  return new SignJWT({ iat: now, exp: now + 3600, ...claims }).setProtectedHeader(header).sign(privateKey)
}

/** Starts a stand-in for a provider: its keys wherever they are looked for, `TOKEN` and `OTHER_TOKEN`. */
export async function startIssuer({
  issuer,
  keysAt = new URL(issuer).origin,
  claims,
  refused = { aud: 'https://elsewhere.example' },
}: ExampleIssuer): Promise<OutsideServers> {
  const { jwk } = await exampleKey()
  const server = await startUpstream((request, response) => {
    const isMetadata = request.url?.includes('/.well-known/o') === true
    const metadata = { issuer, jwks_uri: `${keysAt}/keys` }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isMetadata ? metadata : { keys: [jwk] }))
  })
  const accepted = { iss: issuer, aud: exampleAudience, sub: 'ada@example.com', ...claims }
  return {
    environment: {
      TOKEN: await signClaims(accepted),
      OTHER_TOKEN: await signClaims({ ...accepted, ...refused }),
    },
    origins: { [keysAt]: server.url },
    close: () => server.close(),
  }
}
