import { GatewayError } from '../../../foundation/errors.ts'
import { ok, refuse } from '../../../foundation/result.ts'
import { discardBody, type Exchange } from '../../../gateway/exchange.ts'
import type { RawMcpResult } from '../../../gateway/mcp-call.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCallResult } from '../../../gateway/tool-call.ts'
import { isJsonObject } from '../../../openapi/json-object.ts'
import { confirmCall } from '../../input/confirm-call.ts'
import { askPolicies } from '../../tools/ask-policies.ts'
import { buildToolRequest } from '../../tools/build-tool-request.ts'
import { confirmArgument } from '../../tools/confirmation.ts'
import { restoreArguments } from '../../tools/curation/restore-arguments.ts'
import type { ToolArguments } from '../../tools/plan.ts'
import { readToolResponse, type KeepOverflow } from '../../tools/read-tool-response.ts'
import { readRetryAfter } from '../../content/retry-after.ts'
import { keepOverflow } from '../../tools/shaping/overflow-store.ts'
import { failedResult } from '../../tools/tool-result.ts'
import type { Tool } from '../../tools/tool.ts'
import { buildResult } from '../build-result.ts'
import { describeFailure } from '../describe-failure.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import { rpcCodes } from '../json-rpc.ts'
import type { ServedTool } from '../mcp-server.ts'

/**
 * Serves tools/call. A call that names no tool or is malformed is a protocol error; a call that fails is a result the
 * model can react to (MCP 2025-11-25 and 2026-07-28, server/tools, error handling).
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
  const result = await runTool(served, given, call)
  if (result.isError === true) noteFailure(call)
  return ok(buildResult(call.server, call.era, result))
}

/** The answer to a failed call is a good one for HTTP and JSON-RPC; who watches must be told. */
function noteFailure({ context }: RpcCall): void {
  if (context.recordFields !== undefined) context.recordFields['outcome'] = 'error'
  context.span?.fail('tool_error')
}

function refuseParams(message: string): RpcOutcome {
  return refuse({ status: 200, code: rpcCodes.invalidParams, message })
}

/** The policies of the route see every call, also one whose arguments do not fit or whose user must be asked first. */
async function runTool(served: ServedTool, given: ToolArguments, call: RpcCall): Promise<ToolCallResult> {
  const { tool } = served
  const { args, token } = takeToken(tool, given)
  const { toolPolicies } = call.server.settings
  if (toolPolicies === undefined) return runChecked(served, args, token, call)
  const { name, annotations = {} } = tool.listing
  const asked = { tool: name, arguments: args, annotations }
  try {
    return await askPolicies(toolPolicies, asked, call.exchange, call.context, () =>
      runChecked(served, args, token, call),
    )
  } catch (thrown) {
    return failedCall(thrown, call)
  }
}

async function runChecked(
  served: ServedTool,
  args: ToolArguments,
  token: unknown,
  call: RpcCall,
): Promise<ToolCallResult> {
  const { tool } = served
  const problem = tool.arguments.findProblem(args)
  if (problem !== undefined) return failedResult(`The arguments do not fit the tool: ${problem}.`)
  try {
    if (tool.confirmation !== undefined) {
      const { exchange, context, scope } = call
      const unconfirmed = { tool: tool.listing.name, args, token, exchange, context, input: scope.input }
      const refusal = await confirmCall(tool.confirmation, unconfirmed)
      if (refusal !== undefined) return failedResult(refusal)
    }
    return await dispatchTool(served, args, call)
  } catch (thrown) {
    return failedCall(thrown, call)
  }
}

function failedCall(thrown: unknown, { scope, context }: RpcCall): ToolCallResult {
  if (scope.isCancelled) return failedResult('The client cancelled the call.')
  const wait = thrown instanceof GatewayError ? readRetryAfter(thrown.headers?.['retry-after']) : undefined
  return failedResult(describeFailure(thrown, context), wait)
}

async function dispatchTool(
  { tool, dispatch }: ServedTool,
  args: ToolArguments,
  { exchange, context, scope }: RpcCall,
): Promise<ToolCallResult> {
  if (tool.serve !== undefined) return tool.serve(args, (request) => dispatch(request, exchange, context))
  const restored = tool.curated === undefined ? ok(args) : restoreArguments(tool.curated, args)
  const request = restored.ok ? buildToolRequest(tool.plan, restored.value) : restored
  if (!request.ok) return failedResult(`The arguments do not fit the tool: ${request.error}.`)
  const reply = await dispatch(request.value, exchange, context)
  if (scope.rawResult === undefined) return readToolResponse(reply, tool, keeperOf(tool, exchange, context))
  await discardBody(reply)
  return judgeRawResult(scope.rawResult, tool)
}

/** The argument that confirms is the gateway's, not the operation's. */
function takeToken(tool: Tool, given: ToolArguments): { args: ToolArguments; token: unknown } {
  if (tool.confirmation === undefined) return { args: given, token: undefined }
  const { [confirmArgument]: token, ...args } = given
  return { args, token }
}

/** A module's own result is held to the published schema like any other (MCP, server/tools, output schema). */
function judgeRawResult(raw: RawMcpResult, { answer }: Tool): ToolCallResult {
  // What became of `setRawResult` has an array of content; its pieces are the module's.
  const result = raw as RawMcpResult & ToolCallResult
  if (answer === undefined || result.isError === true) return result
  const problem = answer.findProblem(result.structuredContent ?? {})
  return problem === undefined
    ? result
    : failedResult(`The answer does not fit the tool's output schema: ${problem}.`)
}

/** The first revision that knows resource links; older ones send another header or none. */
const firstWithLinks = '2025-06-18'

function keeperOf({ shape }: Tool, exchange: Exchange, context: GatewayContext): KeepOverflow | undefined {
  if (shape?.keepsOverflow !== true) return undefined
  return async (overflow) => {
    const uri = await keepOverflow(context.services, exchange.user, overflow)
    const canLink = (exchange.headers['mcp-protocol-version'] ?? '') >= firstWithLinks
    return uri === undefined ? undefined : { uri, canLink }
  }
}
