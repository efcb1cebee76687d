import { problemContentType, statusTitle } from '../foundation/http/problem.ts'
import type { GatewayRequest } from '../gateway/facade/gateway-request.ts'
import { contextBehind, ModuleContext } from '../gateway/facade/module-context.ts'
import type { Untyped } from '../gateway/facade/untyped.ts'
import type { FormatProblem } from '../gateway/request-context.ts'
import { httpStatus, type HttpStatusName } from './http-status.ts'

/** A problem document as modules give it; members under `extensions` are laid flat into the body. */
export interface ProblemDetails {
  type?: string
  title?: string
  status?: number
  detail?: string
  instance?: string
  extensions?: Record<string, Untyped>
  [member: string]: Untyped
}

/** Builds a problem answer for one status. */
export type ProblemFactory = (
  request: GatewayRequest,
  context: ModuleContext,
  overrides?: ProblemDetails,
  additionalHeaders?: HeadersInit,
) => Promise<Response>

/** Details that go through {@link ProblemResponseFormatter}. */
export type ProblemResponseDetails = ProblemDetails

/** Statuses whose answers have no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5). */
const bodiless = new Set([204, 205, 304])

/** Turns problem details into an answer. */
export const ProblemResponseFormatter = {
  /** The problem document as a Response: `application/problem+json`, or the project's own form. */
  async format(
    details: ProblemResponseDetails,
    request: Request,
    context: Pick<ModuleContext, 'requestId'>,
    additionalHeaders?: HeadersInit,
  ): Promise<Response> {
    const { extensions, ...members } = details
    const status = members.status ?? 500
    const problem = {
      type: `https://httpproblems.com/http-status/${status}`,
      title: titleOf(status),
      instance: new URL(request.url).pathname,
      trace: { timestamp: new Date().toISOString(), requestId: context.requestId },
      ...members,
      status,
      ...extensions,
    }
    if (bodiless.has(status)) return new Response(null, { status, headers: new Headers(additionalHeaders) })
    const format = formatOf(context)
    if (format !== undefined) return format(problem, additionalHeaders, request, context)
    const headers = new Headers(additionalHeaders)
    headers.set('content-type', problemContentType)
    return new Response(JSON.stringify(problem), { status, headers })
  },
}

/** Contexts that a test of a module made itself have no gateway behind them. */
function formatOf(context: object): FormatProblem | undefined {
  return context instanceof ModuleContext ? contextBehind(context).actions.formatProblem : undefined
}

function titleOf(status: number): string {
  return httpStatus.find(([code]) => code === status)?.[2] ?? statusTitle(status)
}

function problemFactory(status: number): ProblemFactory {
  return (request, context, overrides = {}, additionalHeaders) =>
    ProblemResponseFormatter.format({ status, ...overrides }, request, context, additionalHeaders)
}

/** Informational statuses end no exchange, so no Response can have them (RFC 9110 section 15.2). */
function interimFactory(status: number, name: string): ProblemFactory {
  return () =>
    Promise.reject(
      new RangeError(`HttpProblems.${name}: ${status} is an interim status, which cannot answer a request.`),
    )
}

/** A factory for each status: `HttpProblems.notFound(request, context)`. */
export const HttpProblems = Object.fromEntries(
  httpStatus.map(([code, name]) => [name, code < 200 ? interimFactory(code, name) : problemFactory(code)]),
) as Readonly<Record<HttpStatusName, ProblemFactory>>
