import { ok, refuse } from '../../../foundation/result.ts'
import type { ServedState } from '../../../gateway/change-feed.ts'
import type { Exchange } from '../../../gateway/exchange.ts'
import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import { buildResult } from '../build-result.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import type { EventStream } from '../event-stream.ts'
import { rpcCodes } from '../json-rpc.ts'
import type { McpServer } from '../mcp-server.ts'
import { metaKeys } from '../revisions.ts'

/** What a client may listen for, and the notification that tells of it. */
const kinds = {
  tools: { filter: 'toolsListChanged', notification: 'notifications/tools/list_changed' },
  prompts: { filter: 'promptsListChanged', notification: 'notifications/prompts/list_changed' },
  resources: { filter: 'resourcesListChanged', notification: 'notifications/resources/list_changed' },
} as const

type Kind = keyof typeof kinds
const allKinds = Object.keys(kinds) as Kind[]

/** How long a stream may stay open, milliseconds; then the client listens anew, and the route's policies judge it again. */
const longestLife = 3_600_000

/**
 * Serves subscriptions/listen: an event stream that begins with what was agreed, tells of changes, and ends with a result
 * (MCP 2026-07-28, basic/patterns/subscriptions).
 */
export function listen(call: RpcCall): RpcOutcome | Promise<RpcOutcome> {
  const wanted = call.request.params['notifications']
  if (!isJsonObject(wanted))
    return refuse({
      status: 400,
      code: rpcCodes.invalidParams,
      message: '"notifications" must be an object.',
    })
  if (!call.scope.canStream) {
    const message = 'The answer is an event stream; the Accept header must name text/event-stream.'
    return refuse({ status: 406, code: rpcCodes.invalidRequest, message })
  }
  const honored = allKinds.filter((kind) => isHonored(kind, wanted, call))
  return new Promise((resolve) => openSubscription(call, honored, resolve))
}

function isHonored(kind: Kind, wanted: JsonObject, { server, context }: RpcCall): boolean {
  return wanted[kinds[kind].filter] === true && context.services.changes.isLive && kind in server.state
}

function openSubscription(
  call: RpcCall,
  honored: readonly Kind[],
  resolve: (outcome: RpcOutcome) => void,
): void {
  const { server, request, exchange, context, scope } = call
  const _meta = { [metaKeys.subscriptionId]: request.id }
  const subscription = new Subscription(server, honored, _meta)
  const over = new AbortController()
  const finish = (): void => over.abort()
  const unsubscribe = context.services.changes.subscribe({
    topic: topicOf(context.route),
    owner: ownerOf(exchange),
    changed: (state) => (state === undefined ? finish() : subscription.update(state)),
    ended: finish,
  })
  if (unsubscribe === undefined) {
    const message = 'Too many streams are open, or the server is shutting down; try again later.'
    return resolve(refuse({ status: 503, code: rpcCodes.internalError, message }))
  }
  const timer = setTimeout(finish, lifeOf(exchange, context.services.now()))
  subscription.open(scope.openStream())
  whenAborted(exchange.signal, finish)
  whenAborted(over.signal, () => {
    clearTimeout(timer)
    unsubscribe()
    resolve(ok(buildResult(server, 'modern', { _meta })))
  })
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act()
  else signal.addEventListener('abort', act, { once: true })
}

/** Names the server of a route from one gateway to the next. */
export function topicOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `mcp ${method} ${path}`
}

function ownerOf({ user, clientAddress }: Exchange): string {
  return user === undefined ? `address ${clientAddress}` : `user ${String(user.data['iss'])} ${user.sub}`
}

/** A stream must not outlive the token it was opened with. */
function lifeOf({ user }: Exchange, now: number): number {
  const expires = user?.data['exp']
  return typeof expires === 'number' ? Math.max(0, Math.min(longestLife, expires * 1000 - now)) : longestLife
}

/** What one client was told so far. */
class Subscription {
  private readonly honored: readonly Kind[]
  private readonly meta: JsonObject
  private known: ServedState
  private next: ServedState | undefined = undefined
  private stream: EventStream | undefined = undefined

  constructor({ state }: McpServer, honored: readonly Kind[], meta: JsonObject) {
    this.honored = honored
    this.meta = meta
    this.known = state
  }

  /** The acknowledgment is the first message, and names what the server agreed to. */
  open(stream: EventStream): void {
    this.stream = stream
    const notifications = Object.fromEntries(this.honored.map((kind) => [kinds[kind].filter, true]))
    this.send('notifications/subscriptions/acknowledged', { notifications })
    if (this.next !== undefined) this.update(this.next)
  }

  update(state: ServedState): void {
    this.next = state
    if (this.stream === undefined) return
    for (const kind of this.honored)
      if (this.known[kind] !== state[kind]) this.send(kinds[kind].notification, {})
    this.known = state
  }

  private send(method: string, params: JsonObject): void {
    const text = JSON.stringify({ jsonrpc: '2.0', method, params: { _meta: this.meta, ...params } })
    this.stream?.push('news', text)
  }
}
