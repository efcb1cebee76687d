import type { IncomingMessage } from 'node:http'
import { startUpstream } from '../loopback-upstream.ts'
import type { OutsideServers } from './outside-servers.ts'
import { exampleAudience, exampleKey, signClaims } from './start-issuer.ts'

const origin = 'https://id.example.com'
const secret = 'of-the-gateway'

/** Starts an introspection endpoint that knows one token; it answers JSON (RFC 7662), or a JWT as Curity does. */
export async function startIntrospection(answers: 'json' | 'jwt'): Promise<OutsideServers> {
  const { jwk } = await exampleKey()
  const claims = { iss: origin, aud: exampleAudience, sub: 'ada@example.com' }
  const token = await signClaims(claims)
  const server = await startUpstream((request, response, body) => {
    const json = (value: object): void => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    if (request.url?.includes('/.well-known/') === true) json({ issuer: origin, jwks_uri: `${origin}/keys` })
    else if (request.url === '/keys') json({ keys: [jwk] })
    else if (!isGateway(request)) response.writeHead(401).end()
    else if (new URLSearchParams(body).get('token') !== '2YotnFZFEjr1zCsicMWpAA') json({ active: false })
    else if (answers === 'json') json({ active: true, ...claims })
    else response.writeHead(200, { 'content-type': 'application/jwt' }).end(token)
  })
  return {
    environment: { INTROSPECTION_SECRET: secret },
    origins: { [origin]: server.url },
    close: () => server.close(),
  }
}

function isGateway({ headers }: IncomingMessage): boolean {
  return headers.authorization === `Basic ${btoa(`gateway:${secret}`)}`
}
