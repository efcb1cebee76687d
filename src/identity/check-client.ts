import { checkPeople } from './check-people.ts'
import { authMethodOf, isPublicType, usesSecret } from './compile-client.ts'
import { checkGrantTypes, type AddProblem, type Path } from './problems.ts'
import { redirectUriProblem } from './redirect-uri-problem.ts'
import type { IdentityDocument } from './schema.ts'

type Client = IdentityDocument['clients'][number]

/** Members that only a private or a symmetric key has (RFC 7518 section 6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Adds what is wrong with one client. */
export function checkClient(add: AddProblem, path: Path, client: Client, document: IdentityDocument): void {
  checkGrantTypes(add, [...path, 'grantTypes'], client.grantTypes)
  checkImpossibleGrants(add, path, client)
  checkAuthMethod(add, path, client)
  checkKeys(add, path, client)
  checkUris(add, path, client)
  checkPeople(add, [...path, 'assignedTo'], client.assignedTo, document)
}

function checkImpossibleGrants(add: AddProblem, path: Path, client: Client): void {
  const at = [...path, 'grantTypes']
  const code = 'SALLYPORT_IDENTITY_GRANT_TYPE_IMPOSSIBLE'
  if (isPublicType(client.type) && client.grantTypes.includes('client_credentials')) {
    const message = `A ${client.type} client has no secret, so it cannot use client_credentials.`
    add('error', code, at, message, 'Use a client of type "service" for that.')
  }
  if (client.type === 'service' && client.grantTypes.includes('authorization_code')) {
    const message = 'A service client has no person to sign in, so it cannot use authorization_code.'
    add('error', code, at, message, 'Use a client of type "web" for that.')
  }
}

function checkAuthMethod(add: AddProblem, path: Path, client: Client): void {
  const method = authMethodOf(client)
  if (client.secret !== undefined && !usesSecret({ tokenEndpointAuthMethod: method })) {
    const message = isPublicType(client.type)
      ? `A ${client.type} client cannot keep a secret; this one is not used.`
      : `The client uses ${method}; this secret is not used.`
    add('warning', 'SALLYPORT_IDENTITY_UNUSED_SECRET', [...path, 'secret'], message)
  }
  const code = 'SALLYPORT_IDENTITY_AUTH_METHOD'
  if (isPublicType(client.type) && usesSecret({ tokenEndpointAuthMethod: method })) {
    const message = `A ${client.type} client cannot keep a secret, so it cannot use ${method}.`
    add('error', code, [...path, 'tokenEndpointAuthMethod'], message, 'Write "none", or leave it out.')
  }
  if (client.type === 'service' && method === 'none') {
    const message = 'A service client must prove itself: nobody signs in with it.'
    const hint = 'Write "client_secret_basic" or "private_key_jwt".'
    add('error', code, [...path, 'tokenEndpointAuthMethod'], message, hint)
  }
  if (method === 'none' && client.pkceRequired === false) {
    // RFC 9700 section 2.1.1: public clients MUST use PKCE.
    const message = 'A client without a secret must use PKCE.'
    add('error', code, [...path, 'pkceRequired'], message, 'Leave it out.')
  }
}

function checkKeys(add: AddProblem, path: Path, client: Client): void {
  const usesKeys = authMethodOf(client) === 'private_key_jwt'
  if (usesKeys && client.jwks === undefined) {
    const message = 'A client with private_key_jwt needs its public keys here.'
    add('error', 'SALLYPORT_IDENTITY_NO_KEYS', path, message, 'Add "jwks": { "keys": [...] }.')
  }
  if (!usesKeys && client.jwks !== undefined) {
    const message = 'These keys are not used: the client does not use private_key_jwt.'
    add('warning', 'SALLYPORT_IDENTITY_UNUSED_KEYS', [...path, 'jwks'], message)
  }
  client.jwks?.keys.forEach((key, index) => {
    const at = [...path, 'jwks', 'keys', index]
    if (privateMembers.some((member) => Object.hasOwn(key, member))) {
      const message = 'This is a private key; only its public half may stand here.'
      const hint =
        'Make a new pair: this key has been written down. Keep "kty", "kid", "alg" and the public members.'
      add('error', 'SALLYPORT_IDENTITY_PRIVATE_KEY', at, message, hint)
    } else if (key['kty'] !== 'RSA' && key['kty'] !== 'EC') {
      const message = 'A key needs "kty", and it must be "RSA" or "EC".'
      add('error', 'SALLYPORT_IDENTITY_INVALID_KEY', at, message)
    }
  })
}

function checkUris(add: AddProblem, path: Path, client: Client): void {
  for (const list of ['redirectUris', 'postLogoutRedirectUris'] as const) {
    client[list].forEach((uri, index) => {
      const problem = redirectUriProblem(client.type, uri)
      if (problem === undefined) return
      const at = [...path, list, index]
      add('error', 'SALLYPORT_IDENTITY_INVALID_REDIRECT_URI', at, `"${uri}" ${problem}`)
    })
  }
  if (client.redirectUris.length > 0 || !client.grantTypes.includes('authorization_code')) return
  const message = `Nobody can sign in to "${client.id}": it has no redirect URI.`
  const hint = 'Add the callback of the MCP client, such as "http://localhost:3000/callback".'
  add('warning', 'SALLYPORT_IDENTITY_NO_REDIRECT_URI', [...path, 'redirectUris'], message, hint)
}
