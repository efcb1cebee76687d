import type { GatewayRequest } from '../gateway/facade/gateway-request.ts'
import type { ModuleContext } from '../gateway/facade/module-context.ts'
import { httpStatus, type HttpStatusName } from './http-status.ts'

/** A problem document as modules give it; members under `extensions` are laid flat into the body. */
export interface ProblemDetails {
  type?: string
  title?: string
  status?: number
  detail?: string
  instance?: string
  extensions?: Record<string, unknown>
  [member: string]: unknown
}

/** Builds a problem answer for one status. */
export type ProblemFactory = (
  request: GatewayRequest,
  context: ModuleContext,
  overrides?: ProblemDetails,
  additionalHeaders?: HeadersInit,
) => Promise<Response>

/** Statuses whose answers have no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5). */
const bodiless = new Set([204, 205, 304])

/** Turns problem details into an answer. */
export const ProblemResponseFormatter = {
  /** The problem document as a Response, `application/problem+json`. */
  format(
    details: ProblemDetails,
    request: Request,
    context: Pick<ModuleContext, 'requestId'>,
    additionalHeaders?: HeadersInit,
  ): Promise<Response> {
    const { extensions, ...members } = details
    const status = members.status ?? 500
    const headers = new Headers(additionalHeaders)
    headers.set('content-type', 'application/problem+json')
    const body = {
      type: `https://httpproblems.com/http-status/${status}`,
      instance: new URL(request.url).pathname,
      trace: { timestamp: new Date().toISOString(), requestId: context.requestId },
      ...members,
      status,
      ...extensions,
    }
    return Promise.resolve(
      new Response(bodiless.has(status) ? null : JSON.stringify(body), { status, headers }),
    )
  },
}

function problemFactory(status: number, title: string): ProblemFactory {
  return (request, context, overrides = {}, additionalHeaders) =>
    ProblemResponseFormatter.format({ title, status, ...overrides }, request, context, additionalHeaders)
}

/** Informational statuses end no exchange, so no Response can have them. */
type InterimName = 'continue' | 'switchingProtocols' | 'processing' | 'earlyHints'

/** A factory for each status: `HttpProblems.notFound(request, context)`. */
export const HttpProblems = Object.fromEntries(
  httpStatus
    .filter(([code]) => code >= 200)
    .map(([code, name, title]) => [name, problemFactory(code, title)]),
) as Readonly<Record<Exclude<HttpStatusName, InterimName>, ProblemFactory>>
