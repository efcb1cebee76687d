import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, type ApiAnswer } from './api-call.ts'
import { ApiProblem, apiProblemBody, apiProblems } from './api-problem.ts'
import { apiRoutes } from './api-routes.ts'
import { authenticateCall, isAdministrator } from './authenticate-call.ts'
import { registerClient } from './client-registration.ts'
import { problemOf, type Incidents } from './incidents.ts'
import { matchRoute } from './match-route.ts'
import { issueOrgToken } from './org-token.ts'
import { makeId, type Organization } from './organization.ts'

/** What the calls of an organization are served with. */
export interface ApiServing {
  readonly organization: Organization
  readonly incidents: Incidents
  readonly pageSize: number
  /** Calls within the current window of the rate limit. */
  readonly rate: { readonly limit: number; readonly windowSeconds: number; used: number; resetAt: number }
}

/** Largest body of a call, in bytes. */
const bodyLimit = 1024 * 1024

/** Serves a call to the organization: the Management API and what lies beside it. */
export async function serveApi(
  serving: ApiServing,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(req.url ?? '/', serving.organization.origin)
  const incident = serving.incidents.next(req.method ?? '', pathname)
  if (incident === 'cut') return void res.destroy()
  const outcome = await judge(serving, req, pathname, problemOf(incident))
  if (incident === 'lost') return void res.destroy()
  send(serving, res, outcome)
}

async function judge(
  serving: ApiServing,
  req: IncomingMessage,
  pathname: string,
  problem: ApiProblem | undefined,
): Promise<ApiAnswer> {
  try {
    countCall(serving.rate)
    const text = await readBody(req)
    if (problem !== undefined) throw problem
    return await run(serving, req, pathname, text)
  } catch (error) {
    const known = error instanceof ApiProblem ? error : apiProblems.internal()
    return { status: known.status, body: apiProblemBody(known, makeId('oae')) }
  }
}

async function run(
  serving: ApiServing,
  req: IncomingMessage,
  pathname: string,
  text: string,
): Promise<ApiAnswer> {
  const { organization } = serving
  const { authorization } = req.headers
  if (pathname === '/.well-known/okta-organization')
    return answer({ id: 'orgforsallyporttests', pipeline: 'idx', _links: {} })
  if (pathname === '/oauth2/v1/token') {
    if (req.method !== 'POST') throw apiProblems.method()
    return issueOrgToken(organization, new URLSearchParams(text))
  }
  if (pathname === '/oauth2/v1/clients') {
    if (req.method !== 'POST') throw apiProblems.method()
    const registered = registerClient(
      organization,
      parseJson(text),
      isAdministrator(organization, authorization),
    )
    organization.revision += 1
    return registered
  }
  const { route, params } = matchRoute(apiRoutes, req.method ?? '', pathname)
  authenticateCall(organization, authorization, route)
  if (route.area === 'authorizationServers' && !organization.apiAccessManagement)
    throw apiProblems.featureMissing()
  const target = req.url ?? ''
  const query = new URL(target, organization.origin).searchParams
  const outcome = route.run({
    organization,
    params,
    query,
    target,
    body: parseJson(text),
    pageSize: serving.pageSize,
  })
  if (route.method !== 'GET') organization.revision += 1
  return outcome
}

function countCall(rate: ApiServing['rate']): void {
  const now = Math.floor(Date.now() / 1000)
  if (now >= rate.resetAt) Object.assign(rate, { used: 0, resetAt: now + rate.windowSeconds })
  Object.assign(rate, { used: rate.used + 1 })
  if (rate.used > rate.limit) throw apiProblems.rateLimit()
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) throw apiProblems.malformed()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw apiProblems.malformed()
  }
}

function send({ rate }: ApiServing, res: ServerResponse, { status, body, links = [] }: ApiAnswer): void {
  const text = body === undefined ? undefined : JSON.stringify(body)
  res.writeHead(status, {
    'x-okta-request-id': makeId(''),
    'x-rate-limit-limit': rate.limit,
    'x-rate-limit-remaining': Math.max(0, rate.limit - rate.used),
    'x-rate-limit-reset': rate.resetAt,
    ...(links.length === 0 ? {} : { link: [...links] }),
    ...(text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  })
  res.end(text)
}
