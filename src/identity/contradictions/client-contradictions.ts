import { deviceCodeGrant, shortGrantType } from '../grant-types.ts'
import type { Identity, IdentityClient } from '../identity.ts'
import { namesNobody } from '../people.ts'
import { isOktaClientId } from '../okta-client-id.ts'
import type { AddProblem, Path } from '../problems.ts'
import { rulesFor } from './reachable-grants.ts'

const signInGrants: readonly string[] = ['authorization_code', deviceCodeGrant]

/** Clients that cannot get what they are made for, or that Okta will not take as they are. */
export function findClientContradictions(add: AddProblem, identity: Identity): void {
  identity.clients.forEach((client, index) => {
    const path = ['clients', index]
    findUnreachableGrants(add, path, client, identity)
    findRefreshWithoutSignIn(add, path, client)
    findNobodyAssigned(add, path, client)
    findPortsLeftOpen(add, path, client)
    findOktaLimits(add, path, client)
  })
}

function findUnreachableGrants(
  add: AddProblem,
  path: Path,
  client: IdentityClient,
  identity: Identity,
): void {
  if (identity.authorizationServers.length === 0) return
  const allowed = new Set(rulesFor(client, identity).flatMap((rule) => rule.grantTypes))
  const first = client.grantTypes.filter((grant) => grant !== 'refresh_token')
  const unreachable = first.filter((grant) => !allowed.has(grant))
  if (first.length > 0 && unreachable.length === first.length) {
    const message = `"${client.id}" can never get a token: no rule for it allows ${names(unreachable)}.`
    const hint = 'Add the grant to a rule of a policy that is for this client.'
    return add('warning', 'SALLYPORT_IDENTITY_CLIENT_WITHOUT_TOKEN', path, message, hint)
  }
  client.grantTypes.forEach((grant, index) => {
    if (!unreachable.includes(grant)) return
    const message = `No rule for "${client.id}" allows ${names([grant])}.`
    const hint = 'Both must allow a grant: add it to a rule, or remove it here.'
    add('warning', 'SALLYPORT_IDENTITY_GRANT_WITHOUT_RULE', [...path, 'grantTypes', index], message, hint)
  })
}

function findRefreshWithoutSignIn(add: AddProblem, path: Path, client: IdentityClient): void {
  const index = client.grantTypes.indexOf('refresh_token')
  if (index < 0 || client.grantTypes.some((grant) => signInGrants.includes(grant))) return
  const message = `"${client.id}" has refresh_token, but no grant that a refresh token comes from.`
  const hint = 'Add authorization_code or device_code; client_credentials never gives a refresh token.'
  add('warning', 'SALLYPORT_IDENTITY_REFRESH_WITHOUT_SIGN_IN', [...path, 'grantTypes', index], message, hint)
}

function findNobodyAssigned(add: AddProblem, path: Path, client: IdentityClient): void {
  if (client.type === 'service' || !namesNobody(client.assignedTo)) return
  const message = `Nobody is assigned to "${client.id}", so nobody can sign in with it.`
  const hint = 'Remove "assignedTo" to assign everybody, or name groups or users.'
  add('warning', 'SALLYPORT_IDENTITY_NOBODY_ASSIGNED', [...path, 'assignedTo'], message, hint)
}

/** Okta compares the port too, and knows no wildcard for it. */
function findPortsLeftOpen(add: AddProblem, path: Path, client: IdentityClient): void {
  if (client.type !== 'native') return
  const loopback = client.redirectUris.filter((uri) =>
    /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])/.test(uri),
  )
  const [open] = loopback
  if (open === undefined || loopback.some((uri) => new URL(uri).port !== '')) return
  const at = [...path, 'redirectUris', client.redirectUris.indexOf(open)]
  const message = `Here "${open}" matches any port; Okta compares the port, so a client on another one is refused there.`
  const hint =
    'Let the MCP client use a fixed callback port and add that too, such as "http://localhost:3118/callback".'
  add('warning', 'SALLYPORT_IDENTITY_OPEN_PORT', at, message, hint)
}

function findOktaLimits(add: AddProblem, path: Path, client: IdentityClient): void {
  const index = client.grantTypes.indexOf(deviceCodeGrant)
  if (index >= 0 && client.type !== 'native') {
    const message = `Okta offers the device flow to native clients only, and this one is ${client.type}.`
    const at = [...path, 'grantTypes', index]
    add('warning', 'SALLYPORT_IDENTITY_GRANT_NOT_AT_OKTA', at, message, 'Use a client of type "native".')
  }
  if (!isOktaClientId(client.id)) {
    const message = `Okta cannot take "${client.id}" as a client id and will make its own.`
    const hint = 'Use 6 to 100 letters, digits, ".", "_" or "-".'
    add('warning', 'SALLYPORT_IDENTITY_CLIENT_ID_NOT_AT_OKTA', [...path, 'id'], message, hint)
  }
}

function names(grants: readonly string[]): string {
  return grants.map(shortGrantType).join(', ')
}
