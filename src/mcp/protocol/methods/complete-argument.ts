import { ok, refuse } from '../../../foundation/result.ts'
import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import type { CompletionValues } from '../../items/compile-completions.ts'
import { findCompletions } from '../../items/find-completions.ts'
import { buildResult } from '../build-result.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import { rpcCodes } from '../json-rpc.ts'
import { refuseMissing } from './list-items.ts'
import type { McpServer } from '../mcp-server.ts'

/** MCP, server/utilities/completion: most values of one answer. */
const mostValues = 100

/** Serves completion/complete. */
export function completeArgument({ server, request, era }: RpcCall): RpcOutcome {
  if (!server.completes) return refuseMissing(era)
  const { ref, argument } = request.params
  if (!isJsonObject(ref)) return refuseParams('"ref" must name a prompt or a resource template.')
  if (!isJsonObject(argument)) return refuseParams('"argument" must be an object.')
  const { name, value } = argument
  if (typeof name !== 'string' || typeof value !== 'string') {
    return refuseParams('"argument" must have a "name" and a "value", both texts.')
  }
  const values = findArguments(server, ref)
  if (values === undefined)
    return refuseParams('"ref" names no prompt and no resource template of this server.')
  const known = values.get(name)
  if (known === undefined) return refuseParams('What "ref" names has no argument of this name.')
  const found = findCompletions(known, value)
  const completion = {
    values: found.slice(0, mostValues),
    total: found.length,
    hasMore: found.length > mostValues,
  }
  return ok(buildResult(server, era, { completion }))
}

function refuseParams(message: string): RpcOutcome {
  return refuse({ status: 200, code: rpcCodes.invalidParams, message })
}

function findArguments(server: McpServer, ref: JsonObject): CompletionValues | undefined {
  const { type, name, uri } = ref
  if (type === 'ref/prompt' && typeof name === 'string') return server.prompts.get(name)?.prompt.completions
  if (type !== 'ref/resource' || typeof uri !== 'string') return undefined
  const found = server.templates.find(({ resource }) => resource.template?.listing.uriTemplate === uri)
  return found?.resource.completions ?? server.resources.get(uri)?.resource.completions
}
