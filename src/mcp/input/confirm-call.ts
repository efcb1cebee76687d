import type { Exchange } from '../../gateway/exchange.ts'
import type { InputRequest } from '../../gateway/mcp-call.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { askQuestion, confirmArgument } from '../tools/confirmation.ts'
import type { ToolArguments } from '../tools/plan.ts'
import type { Confirmation } from '../tools/tool.ts'
import { buildConfirmToken, useOnce, verifyConfirmToken } from './confirm-token.ts'
import { bindRequest } from './request-binding.ts'
import type { InputRounds } from './rounds.ts'

/** A call that wants to be confirmed. */
export interface UnconfirmedCall {
  readonly tool: string
  /** Without the token. */
  readonly args: ToolArguments
  /** What a client without forms sends to confirm. */
  readonly token: unknown
  readonly exchange: Exchange
  readonly context: GatewayContext
  readonly input: InputRounds
}

const formKey = 'sallyport.confirm'

/**
 * Asks the user before a call runs: by a form where the client has forms, else by a failed call that tells the model how
 * to confirm. Answers why the call must not run; undefined when it was confirmed.
 */
export async function confirmCall(
  confirmation: Confirmation,
  call: UnconfirmedCall,
): Promise<string | undefined> {
  const question = askQuestion(confirmation, call.tool, call.args)
  const form = buildForm(question)
  return call.input.canAsk(form) ? readForm(form, call) : readToken(question, call)
}

function buildForm(message: string): InputRequest {
  const confirm = { type: 'boolean', title: 'Confirm', description: 'Yes, do it.', default: false }
  const requestedSchema = { type: 'object', properties: { confirm }, required: ['confirm'] }
  return { method: 'elicitation/create', params: { mode: 'form', message, requestedSchema } }
}

async function readForm(
  form: InputRequest,
  { input, context }: UnconfirmedCall,
): Promise<string | undefined> {
  const { action, content } = input.requestSealed(formKey, form)
  if (action !== 'accept' || !isJsonObject(content) || content['confirm'] !== true)
    return 'The user did not confirm the call; nothing was done.'
  const isFirst = input.nonce !== undefined && (await useOnce(input.nonce, context.services))
  return isFirst ? undefined : 'This confirmation was used before; nothing was done. Call the tool anew.'
}

async function readToken(question: string, call: UnconfirmedCall): Promise<string | undefined> {
  const { services } = call.context
  const bound = { method: 'confirm', target: call.tool, arguments: call.args }
  const binding = bindRequest(bound, call.exchange, call.context)
  const { token } = call
  if (typeof token === 'string' && (await verifyConfirmToken(token, binding, services))) return undefined
  const first =
    token === undefined
      ? 'Nothing was done yet: this call needs the consent of the user.'
      : 'Nothing was done: the confirmation was used before, is too old, or belongs to other arguments.'
  const fresh = await buildConfirmToken(binding, services)
  return `${first} Ask the user: "${question}" If they agree, call the tool again within 5 minutes, with the same arguments and "${confirmArgument}": "${fresh}".`
}
