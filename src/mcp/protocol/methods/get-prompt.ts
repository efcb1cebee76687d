import { ok, refuse } from '../../../foundation/result.ts'
import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import { fillRequest } from '../../items/fill-request.ts'
import { readPromptResponse } from '../../prompts/read-prompt-response.ts'
import type { ToolRequest } from '../../tools/plan.ts'
import { buildResult } from '../build-result.ts'
import { describeFailure } from '../describe-failure.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import { rpcCodes } from '../json-rpc.ts'
import type { ServedPrompt } from '../mcp-server.ts'

/** Serves prompts/get (MCP 2025-11-25 and 2026-07-28, server/prompts). */
export async function getPrompt(call: RpcCall): Promise<RpcOutcome> {
  const { name, arguments: args = {} } = call.request.params
  if (typeof name !== 'string') return refuseParams('"name" must be the name of a prompt.')
  const served = call.server.prompts.get(name)
  if (served === undefined)
    return refuseParams('There is no prompt of this name; prompts/list names them all.')
  const given = args ?? {}
  if (!isJsonObject(given)) return refuseParams('"arguments" must be an object.')
  if (call.context.recordFields !== undefined) call.context.recordFields['prompt'] = name
  return runPrompt(served, given, call)
}

function refuseParams(message: string): RpcOutcome {
  return refuse({ status: 200, code: rpcCodes.invalidParams, message })
}

function refuseFailure(message: string): RpcOutcome {
  return refuse({ status: 200, code: rpcCodes.internalError, message })
}

async function runPrompt(served: ServedPrompt, given: JsonObject, call: RpcCall): Promise<RpcOutcome> {
  const { prompt } = served
  const request = fillRequest(prompt.tool, given)
  if (!request.ok) return refuseParams(`The arguments do not fit the prompt: ${request.error}.`)
  try {
    return await dispatchPrompt(served, request.value, call)
  } catch (thrown) {
    return refuseFailure(describeFailure(thrown, call.context))
  }
}

async function dispatchPrompt(
  { prompt, dispatch }: ServedPrompt,
  request: ToolRequest,
  { server, exchange, context, scope, era }: RpcCall,
): Promise<RpcOutcome> {
  const reply = await dispatch(request, exchange, context)
  // A handler may give the messages apart from the answer of its route.
  const given = scope.rawResult === undefined ? reply : { ...reply, value: scope.rawResult }
  const read = await readPromptResponse(given, prompt.listing.description)
  return read.ok ? ok(buildResult(server, era, read.value)) : refuseFailure(read.error.message)
}
