import { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify, type JSONWebKeySet } from 'jose'
import { evaluateLifetime, findProgram } from './find-program.ts'
import type { AuthorizationServer, Identity } from '../../../identity/identity.ts'
import { failed, passed, skipped, type Finding } from './finding.ts'
import type { PublicAnswer, PublicEndpoints } from './public-endpoints.ts'

/** What getting a token needs. */
export interface TokenCheck {
  readonly endpoints: PublicEndpoints
  readonly identity: Identity
  readonly server: AuthorizationServer
  readonly issuer: string
  /** Okta's client id of a declared client. */
  readonly clientIdOf: (id: string) => string | undefined
  /** The secret that an apply kept; undefined when it was handed to a command. */
  readonly secretOf: (id: string) => Promise<string | undefined>
}

/** Gets a real token with client_credentials, and reads it as the gateway will. */
export async function checkToken(input: TokenCheck): Promise<readonly Finding[]> {
  const { identity, server, issuer } = input
  const check = `token of ${server.id}`
  const program = findProgram(identity, server)
  if (program === undefined) {
    const hint = 'To have one, add a client of type "service" and allow client_credentials in a rule.'
    return [
      skipped(
        check,
        'No declared client can get a token without a person; sign in with an MCP client.',
        hint,
      ),
    ]
  }
  const clientId = input.clientIdOf(program.client.id)
  const secret = await input.secretOf(program.client.id)
  if (clientId === undefined)
    return [skipped(check, `"${program.client.id}" is not in the organization yet.`)]
  if (secret === undefined)
    return [
      skipped(
        check,
        `The secret of "${program.client.id}" is not kept here.`,
        'Run apply without --secret-command, or set it as OKTA_VERIFY_CLIENT_SECRET.',
      ),
    ]
  const answer = await input.endpoints.postForm(`${issuer}/v1/token`, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: program.scopes.join(' '),
  })
  const token = answer.body?.['access_token']
  if (answer.status !== 200 || typeof token !== 'string') return [explainRefusal(check, answer)]
  return judgeToken(input, check, token, clientId)
}

/** What to do about the refusals that settings explain. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /^Policy evaluation failed/,
    'No rule of an active policy fits: check the policies, also those that are not ours and come first.',
  ],
  [
    /not authorized to use the provided grant type/,
    'The application lacks client_credentials, though the rule allows it.',
  ],
  [/require user consent/, 'A scope with "consent": "REQUIRED" cannot be had without a person.'],
  [/not configured for the authorization server/, 'The scope does not exist on this server.'],
]

function explainRefusal(check: string, { status, body }: PublicAnswer): Finding {
  const said = body?.['error_description'] ?? body?.['error']
  const description = typeof said === 'string' ? said.slice(0, 300) : 'nothing'
  const hint = advice.find(([pattern]) => pattern.test(description))?.[1]
  return failed(check, `No token was given: ${status || 'no answer'}, ${description}`, hint)
}

async function judgeToken(
  { endpoints, identity, server, issuer }: TokenCheck,
  check: string,
  token: string,
  clientId: string,
): Promise<readonly Finding[]> {
  const { body } = await endpoints.getJson(`${issuer}/v1/keys`)
  try {
    const keys = createLocalJWKSet(body as unknown as JSONWebKeySet)
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: server.audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub', 'cid', 'scp'],
    })
    const minutes = ((payload.exp ?? 0) - (payload.iat ?? 0)) / 60
    const expected = evaluateLifetime(identity, server)
    return [
      payload['cid'] === clientId
        ? passed(check, `A token for "${server.audience}" was given, and its signature is right.`)
        : failed(check, `The token is for the client "${String(payload['cid'])}", not "${clientId}".`),
      minutes === expected
        ? passed(`life of a token of ${server.id}`, `It lives ${minutes} minutes, as declared.`)
        : failed(`life of a token of ${server.id}`, `It lives ${minutes} minutes, not ${expected}.`),
      judgeHeader(server.id, token),
    ]
  } catch (error) {
    const reason = error instanceof errors.JOSEError ? error.message : 'it cannot be read'
    return [failed(check, `A token was given, but the gateway would refuse it: ${reason}.`)]
  }
}

/** Okta's access tokens have no `typ`, so a gateway that asks for RFC 9068's would refuse every one. */
function judgeHeader(id: string, token: string): Finding {
  const { typ } = decodeProtectedHeader(token)
  const check = `header of a token of ${id}`
  if (typ === undefined) return passed(check, 'It names no type, as tokens of custom servers do.')
  return failed(check, `It names the type "${typ}": is this a custom authorization server?`)
}
