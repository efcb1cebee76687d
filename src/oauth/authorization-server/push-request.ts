import type { IncomingMessage } from 'node:http'
import { decodeJwt } from 'jose'
import type { Middleware } from './token-state-endpoints.ts'
import { checkAuthorizationRequest } from './check-authorization-request.ts'
import { oktaErrorBody, oktaErrors, type OktaError } from './okta-errors.ts'
import { replayForm } from './replay-form.ts'
import { readForm } from './send-answer.ts'
import type { ServedServer } from './served-server.ts'

/** What the name of a pushed request begins with (RFC 9126 section 2.2). */
const pushedRequestPrefix = 'urn:ietf:params:oauth:request_uri:'

/** Longest body that is read, in bytes. */
const formLimit = 56 * 1024

/** Parameters by which a client proves itself; all others belong to the authorization request. */
const clientParameters = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'] as const

/**
 * Reads a request to /v1/par and judges it by the rules of /v1/authorize, before the library reads it: what passes is
 * handed on spelled out. Of what does not pass only the credentials are handed on, because a client is told what is
 * wrong with its request only once it has proved itself.
 * Answers the problem of a body that cannot be read at all.
 */
export async function preparePushedRequest(
  served: ServedServer,
  req: IncomingMessage,
): Promise<OktaError | undefined> {
  const form = await readForm(req, formLimit)
  if (form === undefined) return oktaErrors.unreadableForm
  const claimed = claimedClient(req, form)
  await served.clients.find(claimed ?? form.get('client_id') ?? '')
  const { problem, parameters } = judge(served, form, claimed)
  if (problem !== undefined) refusals.set(req, problem)
  replayForm(req, parameters)
  return undefined
}

/** The two parameters of a request to /v1/authorize that names a pushed one; all others are ignored (RFC 9126 section 4). */
export function readPushedRequest(query: URLSearchParams): URLSearchParams | undefined {
  const name = query.get('request_uri')
  if (name?.startsWith(pushedRequestPrefix) !== true) return undefined
  return new URLSearchParams({ client_id: query.get('client_id') ?? '', request_uri: name })
}

/** What was found wrong with a request, until its client is known. */
const refusals = new WeakMap<IncomingMessage, OktaError>()

/** Answers what was found wrong in place of the library, whose own complaint is about the credentials or follows from it. */
export function createPushedRequestMiddleware(served: ServedServer): Middleware {
  return async (context, next) => {
    await next()
    const problem = refusals.get(context.req)
    if (problem === undefined || context.oidc?.route !== 'pushed_authorization_request') return
    if (context.status === 401) return
    context.status = problem.status
    context.type = 'json'
    context.body = oktaErrorBody(problem)
    const { error, description } = problem
    served.log.info('A pushed authorization request was refused.', { error, description })
  }
}

/** True while the library's own complaint about a request is not what the client will be told. */
export function isRefusedAlready(req: IncomingMessage, status: number): boolean {
  return status !== 401 && refusals.has(req)
}

function judge(
  served: ServedServer,
  form: URLSearchParams,
  clientId: string | undefined,
): { readonly problem: OktaError | undefined; readonly parameters: URLSearchParams } {
  const credentials = [...form].filter(([name]) => clientParameters.some((known) => known === name))
  const request = new URLSearchParams([...form].filter(([name]) => !isSecret(name)))
  if (clientId !== undefined && !request.has('client_id')) request.set('client_id', clientId)
  if (request.has('request_uri'))
    return { problem: oktaErrors.requestUriPresent, parameters: new URLSearchParams(credentials) }
  const verdict = checkAuthorizationRequest(served, request)
  if (verdict.kind !== 'proceed')
    return { problem: verdict.problem, parameters: new URLSearchParams(credentials) }
  const secrets = credentials.filter(([name]) => isSecret(name))
  return { problem: undefined, parameters: new URLSearchParams([...verdict.parameters, ...secrets]) }
}

function isSecret(name: string): boolean {
  return name !== 'client_id' && clientParameters.some((known) => known === name)
}

/** Who the client says it is; the library finds out whether that is true. */
function claimedClient(req: IncomingMessage, form: URLSearchParams): string | undefined {
  const assertion = form.get('client_assertion')
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(req.headers.authorization ?? '')?.[1]
  try {
    if (basic !== undefined)
      return decodeURIComponent(Buffer.from(basic, 'base64').toString('utf8').split(':')[0] ?? '')
    return assertion === null ? undefined : decodeJwt(assertion).sub
  } catch {
    return undefined
  }
}
