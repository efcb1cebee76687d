import { ok, refuse } from '../../foundation/result.ts'
import { readScopes } from '../../oauth/resource-server/token-scopes.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import type { AccessModel } from '../access/model.ts'
import type { AccessRule, AccessVerdict } from '../access/rule.ts'
import { buildRefusal, type AccessRefusal } from '../access/refuse-access.ts'
import { failedResult } from '../tools/tool-result.ts'
import { buildResult } from './build-result.ts'
import type { RpcCall, RpcOutcome } from './era.ts'
import { findResource } from './methods/find-resource.ts'
import { rpcCodes } from './json-rpc.ts'
import type { McpServer, ServedPrompt, ServedResource, ServedTool } from './mcp-server.ts'

/** Where clients that do not read HTTP answers look for a challenge. */
const challengeKey = 'mcp/www_authenticate'

/**
 * The answer to a caller who may not use what a request names; undefined when the caller may, or when it names nothing
 * that is there. Every request passes here before its method serves it, so that no method need ask.
 */
export function refuseItem(call: RpcCall): RpcOutcome | undefined {
  const { access } = call.server.settings
  if (access === undefined) return undefined
  const named = findNamed(call)
  if (named?.rule === undefined) return undefined
  const verdict = access.judge(named.rule, call.exchange.user, named.args)
  if (verdict.outcome === 'allowed') return undefined
  const { exchange, context } = call
  if (context.recordFields !== undefined) context.recordFields[named.kind] = named.name
  const refusal = buildRefusal(verdict, keptScopes(access, call), exchange, context)
  return answerRefusal(refusal, verdict, access, call)
}

interface NamedItem {
  readonly kind: 'tool' | 'prompt' | 'resource'
  readonly name: string
  readonly rule: AccessRule | undefined
  /** Undefined where the request calls nothing yet. */
  readonly args: Readonly<Record<string, unknown>> | undefined
}

const none: Readonly<Record<string, unknown>> = {}

function findNamed({ server, request: { method, params } }: RpcCall): NamedItem | undefined {
  const { name, uri, ref } = params
  const args = isJsonObject(params['arguments']) ? params['arguments'] : none
  switch (method) {
    case 'tools/call':
      return typeof name === 'string' ? toolNamed(server.tools.get(name), args) : undefined
    case 'prompts/get':
      return typeof name === 'string' ? promptNamed(server.prompts.get(name), args) : undefined
    case 'resources/read':
    case 'resources/subscribe':
    case 'resources/unsubscribe': {
      const found = typeof uri === 'string' ? findResource(server, uri) : undefined
      return resourceNamed(found?.served, method === 'resources/read' ? found?.texts : undefined)
    }
    case 'completion/complete':
      return isJsonObject(ref) ? findReferred(server, ref) : undefined
    default:
      return undefined
  }
}

/** What a completion is about, found as completeArgument finds it. */
function findReferred(server: McpServer, { type, name, uri }: JsonObject): NamedItem | undefined {
  if (type === 'ref/prompt' && typeof name === 'string')
    return promptNamed(server.prompts.get(name), undefined)
  if (type !== 'ref/resource' || typeof uri !== 'string') return undefined
  const template = server.templates.find(({ resource }) => resource.template?.listing.uriTemplate === uri)
  return resourceNamed(template ?? server.resources.get(uri), undefined)
}

function toolNamed(served: ServedTool | undefined, args: NamedItem['args']): NamedItem | undefined {
  if (served === undefined) return undefined
  return { kind: 'tool', name: served.tool.listing.name, rule: served.access, args }
}

function promptNamed(served: ServedPrompt | undefined, args: NamedItem['args']): NamedItem | undefined {
  if (served === undefined) return undefined
  return { kind: 'prompt', name: served.prompt.listing.name, rule: served.access, args }
}

function resourceNamed(served: ServedResource | undefined, args: NamedItem['args']): NamedItem | undefined {
  if (served === undefined) return undefined
  return { kind: 'resource', name: served.resource.name, rule: served.access, args }
}

/**
 * Scopes of this server that the caller has. Legacy clients replace what they have by what a challenge names (MCP
 * 2025-11-25, basic/authorization, scope challenges); modern ones join the two and are told what is needed alone.
 */
function keptScopes(access: AccessModel, { era, exchange: { user } }: RpcCall): readonly string[] {
  if (era === 'modern' || user === undefined) return []
  const known = access.rules.flatMap(({ scopes }) => scopes?.flat() ?? [])
  return readScopes(user.data).filter((scope) => {
    const covered = access.hierarchy.expand([scope])
    return known.some((one) => covered.has(one))
  })
}

function answerRefusal(
  refusal: AccessRefusal,
  verdict: AccessVerdict,
  access: AccessModel,
  call: RpcCall,
): RpcOutcome {
  const { status, message, challenge, scopes } = refusal
  const isCall = call.request.method === 'tools/call'
  // What no other token would change is told to the model, which can say so or choose other arguments.
  if (isCall && (verdict.outcome === 'condition' || access.manner.stepUp === 'toolError'))
    return ok(failedCall(refusal, call))
  return refuse({
    status,
    code: rpcCodes.invalidRequest,
    message,
    ...(scopes.length === 0 ? {} : { data: { scope: scopes.join(' ') } }),
    headers: {
      'cache-control': 'no-store',
      ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
    },
  })
}

function failedCall({ message, challenge }: AccessRefusal, { era, server }: RpcCall): string {
  const meta = challenge === undefined ? {} : { _meta: { [challengeKey]: [challenge] } }
  return buildResult(server, era, { ...failedResult(message), ...meta })
}
