import { ok, refuse } from '../../foundation/result.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { buildToolRequest } from '../tools/build-tool-request.ts'
import { readToolResponse } from '../tools/read-tool-response.ts'
import { failedResult, type ToolResult } from '../tools/tool-result.ts'
import { describeFailure } from './describe-failure.ts'
import type { RpcCall, RpcOutcome } from './era.ts'
import { rpcCodes } from './json-rpc.ts'
import type { ServedTool } from './mcp-server.ts'

/**
 * Serves tools/call, up to the result object in text. A call that names no tool or is malformed is a protocol error; a
 * call that fails is a result the model can react to (MCP 2025-11-25 and 2026-07-28, server/tools, error handling).
 */
export async function callTool(call: RpcCall): Promise<RpcOutcome> {
  const { name, arguments: args = {} } = call.request.params
  if (typeof name !== 'string') return refuseParams('"name" must be the name of a tool.')
  const served = call.server.tools.get(name)
  if (served === undefined) return refuseParams('There is no tool of this name; tools/list names them all.')
  // Some clients send null for a tool without arguments.
  const given = args ?? {}
  if (!isJsonObject(given)) return refuseParams('"arguments" must be an object.')
  if (call.context.recordFields !== undefined) call.context.recordFields['tool'] = name
  return ok(JSON.stringify(await runTool(served, given, call)))
}

function refuseParams(message: string): RpcOutcome {
  return refuse({ status: 200, code: rpcCodes.invalidParams, message })
}

async function runTool(
  served: ServedTool,
  args: Readonly<Record<string, unknown>>,
  { exchange, context }: RpcCall,
): Promise<ToolResult> {
  const { tool } = served
  const problem = tool.arguments.findProblem(args)
  if (problem !== undefined) return failedResult(`The arguments do not fit the tool: ${problem}.`)
  try {
    if (tool.serve !== undefined) {
      return await tool.serve(args, (request) => served.dispatch(request, exchange, context))
    }
    const request = buildToolRequest(tool.plan, args)
    if (!request.ok) return failedResult(`The arguments do not fit the tool: ${request.error}.`)
    return await readToolResponse(await served.dispatch(request.value, exchange, context), tool)
  } catch (thrown) {
    return failedResult(describeFailure(thrown, context))
  }
}
