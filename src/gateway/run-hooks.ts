import type { OpenApiObject, RouteDefinition } from '../project/project.ts'
import type { Exchange, Reply } from './exchange.ts'
import { createRequestFacade } from './facade/gateway-request.ts'
import { moduleContextOf } from './facade/module-context.ts'
import { createModuleRoute } from './facade/module-route.ts'
import { adoptRequest } from './facade/request-conversion.ts'
import { replyOfResponse } from './facade/response-conversion.ts'
import type { Journey } from './journey.ts'
import { GatewayContext, type ReplyHook } from './request-context.ts'

/** Hooks before routing; a Response ends the request, a Request replaces it. */
export async function runPreRoutingHooks(journey: Journey, exchange: Exchange): Promise<Reply | undefined> {
  for (const hook of journey.extensions.preRoutingHooks) {
    const outcome = await hook(createRequestFacade(exchange))
    if (outcome instanceof Response) return replyOfResponse(outcome)
    adoptRequest(exchange, outcome, journey.bodyLimit)
  }
  return undefined
}

/** Hooks after routing, before the first policy. */
export async function runRequestHooks(
  journey: Journey,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply | undefined> {
  for (const hook of journey.extensions.requestHooks) {
    const outcome = await hook(createRequestFacade(exchange), moduleContextOf(context, journey.bodyLimit))
    if (outcome instanceof Response) return replyOfResponse(outcome)
    adoptRequest(exchange, outcome, journey.bodyLimit)
  }
  return undefined
}

/** Hooks of the gateway that see every answer to a client. */
export interface ClientHooks {
  readonly sendingHooks: readonly ReplyHook[]
  readonly finalHooks: readonly ReplyHook[]
}

/** For answers that go to another part of the gateway: they meet the hooks of their own request alone. */
export const noClientHooks: ClientHooks = { sendingHooks: [], finalHooks: [] }

/**
 * What is done with the answer of a route before it goes on: hooks that may replace it, then hooks that only look; of
 * both, those of the gateway first, then those of the request.
 */
export function runReplyHooks(
  hooks: ClientHooks,
  reply: Reply,
  exchange: Exchange,
  context: GatewayContext,
): Reply | Promise<Reply> {
  const isNone = hooks.sendingHooks.length + hooks.finalHooks.length === 0
  // Most projects have no hooks, and waiting for nothing costs a turn of the event loop each time.
  if (isNone && context.sendingHooks === undefined && context.finalHooks === undefined) return reply
  // Hooks see a Response, which cannot be of the status that begins a WebSocket.
  if (reply.status === 101) return reply
  return runBoth(hooks, reply, exchange, context)
}

async function runBoth(
  hooks: ClientHooks,
  reply: Reply,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply> {
  let current = reply
  for (const hook of hooksOf(hooks.sendingHooks, context.sendingHooks))
    current = (await hook(current, exchange, context)) ?? current
  for (const hook of hooksOf(hooks.finalHooks, context.finalHooks))
    await look(hook, current, exchange, context)
  return current
}

/** A hook that only looks does not fail the answer. */
async function look(
  hook: ReplyHook,
  reply: Reply,
  exchange: Exchange,
  context: GatewayContext,
): Promise<void> {
  try {
    await hook(reply, exchange, context)
  } catch (error) {
    context.log.error('a final hook failed', {
      error: error instanceof Error ? error.message : String(error),
    })
  }
}
/** The project's own answer to a request that no route matches. */
export async function runNotFoundHandler(journey: Journey, exchange: Exchange): Promise<Reply | undefined> {
  const handler = journey.extensions.notFoundHandler
  if (handler === undefined) return undefined
  const routesMatchedByPathOnly = journey.routes
    .matchPathOnly(exchange.path)
    .map(({ value }) => createModuleRoute(value.definition, exchange))
  const context = unmatchedContext(journey, exchange)
  return replyOfResponse(
    await handler(createRequestFacade(exchange), moduleContextOf(context, journey.bodyLimit), {
      routesMatchedByPathOnly,
    }),
  )
}

/**
 * A problem that the gateway answers, in the project's own form where it has one. Headers such as the challenge of a 401
 * stay, whatever the project writes.
 */
export async function runProblemFormat(
  journey: Journey,
  reply: Reply,
  exchange: Exchange,
  context = unmatchedContext(journey, exchange),
): Promise<Reply> {
  const { formatProblem } = journey.actions
  const { problem } = reply
  // An outbound policy may have changed the body since.
  if (formatProblem === undefined || problem === undefined || reply.body !== JSON.stringify(problem))
    return reply
  const { 'content-type': _type, ...headers } = reply.headers
  const additional = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  try {
    const facade = moduleContextOf(context, journey.bodyLimit)
    const formatted = replyOfResponse(
      await formatProblem(problem, additional, createRequestFacade(exchange), facade),
    )
    return { ...formatted, headers: { ...headers, ...formatted.headers } }
  } catch (error) {
    context.log.error('problemResponseFormat failed', {
      error: error instanceof Error ? error.message : String(error),
    })
    return reply
  }
}

/** The project's own answer to a thrown error. */
export async function runErrorHandler(
  journey: Journey,
  thrown: unknown,
  exchange: Exchange,
  context: GatewayContext,
): Promise<Reply | undefined> {
  const handler = journey.extensions.errorHandler
  if (handler === undefined) return undefined
  return replyOfResponse(
    await handler(thrown, createRequestFacade(exchange), moduleContextOf(context, journey.bodyLimit)),
  )
}

function hooksOf(global: readonly ReplyHook[], own: readonly ReplyHook[] | undefined): readonly ReplyHook[] {
  if (own === undefined) return global
  return global.length === 0 ? own : [...global, ...own]
}

function unmatchedContext(journey: Journey, exchange: Exchange): GatewayContext {
  return new GatewayContext(exchange, unmatchedRoute(exchange), journey.services, journey.actions)
}

const nothing: OpenApiObject = {}

function unmatchedRoute(exchange: Exchange): RouteDefinition {
  const place = { file: '', path: [] }
  return {
    file: '',
    path: exchange.path,
    method: exchange.method,
    operationId: undefined,
    operation: nothing,
    pathItem: nothing,
    document: nothing,
    handler: { module: 'gateway', export: '', options: {} },
    inbound: [],
    outbound: [],
    corsPolicy: 'none',
    mcp: undefined,
    toolRules: [],
    version: undefined,
    place,
    routePlace: place,
  }
}
