import { ok, refuse } from '../../foundation/result.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { readTextArguments } from '../items/text-arguments.ts'
import { readPromptResponse } from '../prompts/read-prompt-response.ts'
import { buildToolRequest } from '../tools/build-tool-request.ts'
import type { ToolRequest } from '../tools/plan.ts'
import { describeFailure } from './describe-failure.ts'
import type { RpcCall, RpcOutcome } from './era.ts'
import { rpcCodes } from './json-rpc.ts'
import type { ServedPrompt } from './mcp-server.ts'

/** Serves prompts/get, up to the result object in text (MCP 2025-11-25 and 2026-07-28, server/prompts). */
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
  const args = readTextArguments(given, prompt.schema)
  const problem = prompt.arguments.findProblem(args)
  if (problem !== undefined) return refuseParams(`The arguments do not fit the prompt: ${problem}.`)
  const request = buildToolRequest(prompt.plan, args)
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
  { exchange, context }: RpcCall,
): Promise<RpcOutcome> {
  const reply = await dispatch(request, exchange, context)
  const read = await readPromptResponse(reply, prompt.listing.description)
  return read.ok ? ok(JSON.stringify(read.value)) : refuseFailure(read.error.message)
}
