import type { AuthorizationServer } from '../../../identity/identity.ts'
import { failed, noted, passed, type Finding } from './finding.ts'
import type { PublicEndpoints } from './public-endpoints.ts'

/** The metadata of a server where MCP clients look for it, and the keys it names. */
export async function checkMetadata(
  endpoints: PublicEndpoints,
  server: AuthorizationServer,
  issuer: string,
): Promise<readonly Finding[]> {
  const check = `metadata of ${server.id}`
  const suffixed = `${issuer}/.well-known/oauth-authorization-server`
  const { status, body } = await endpoints.getJson(suffixed)
  if (status !== 200 || body === undefined)
    return [failed(check, `${suffixed} answers ${status || 'nothing'}.`, 'Is the server ACTIVE?')]
  return [
    body['issuer'] === issuer
      ? passed(check, `The metadata is at ${suffixed}.`)
      : failed(check, `The metadata names the issuer "${String(body['issuer'])}", not "${issuer}".`),
    checkScopes(server, body['scopes_supported']),
    await checkOtherForms(endpoints, issuer),
    await checkKeys(endpoints, server, body['jwks_uri']),
  ]
}

function checkScopes(server: AuthorizationServer, supported: unknown): Finding {
  const check = `scopes of ${server.id}`
  const listed = Array.isArray(supported) ? supported : []
  const hidden = server.scopes.filter(({ published, name }) => published && !listed.includes(name))
  if (hidden.length === 0) return passed(check, 'Clients find the scopes in the metadata.')
  const names = hidden.map(({ name }) => name).join(', ')
  const hint = 'Set "Metadata publish" for all clients; apply does it for "published": true.'
  return failed(check, `Clients do not find ${names} in the metadata.`, hint)
}

/** RFC 8414 section 3.1 puts the well-known part in front of the path; Okta serves that since release 2026.06.0. */
async function checkOtherForms(endpoints: PublicEndpoints, issuer: string): Promise<Finding> {
  const check = 'forms of the metadata URL'
  const { origin, pathname } = new URL(issuer)
  const forms = [
    `${origin}/.well-known/oauth-authorization-server${pathname}`,
    `${issuer}/.well-known/openid-configuration`,
  ]
  const answers = await Promise.all(forms.map((form) => endpoints.getJson(form)))
  const missing = forms.filter((_form, index) => answers[index]?.status !== 200)
  if (missing.length === 0) return passed(check, 'All three forms that MCP clients try are served.')
  const hint = 'Clients that try this form alone cannot find the server; most try the others too.'
  return noted(check, `Not served: ${missing.join(', ')}.`, hint)
}

async function checkKeys(
  endpoints: PublicEndpoints,
  server: AuthorizationServer,
  uri: unknown,
): Promise<Finding> {
  const check = `keys of ${server.id}`
  if (typeof uri !== 'string') return failed(check, 'The metadata names no keys.')
  const { status, body } = await endpoints.getJson(uri)
  const keys = Array.isArray(body?.['keys']) ? (body['keys'] as Record<string, unknown>[]) : []
  const usable = keys.filter(
    ({ kty, alg, kid }) => kty === 'RSA' && alg === 'RS256' && typeof kid === 'string',
  )
  if (usable.length > 0)
    return passed(check, `${usable.length} RS256 key${usable.length > 1 ? 's' : ''} published.`)
  return failed(check, `${uri} answers ${status || 'nothing'} and has no RS256 key.`)
}
