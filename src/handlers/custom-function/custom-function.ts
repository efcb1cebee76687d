import type { CustomFunctionDefinition } from '../../gateway/catalog.ts'
import type { Reply } from '../../gateway/exchange.ts'
import { createRequestFacade } from '../../gateway/facade/gateway-request.ts'
import { moduleContextOf } from '../../gateway/facade/module-context.ts'
import type {
  InboundPolicyHandler,
  OutboundPolicyHandler,
  RequestHandler,
} from '../../gateway/facade/module-functions.ts'
import { adoptRequest } from '../../gateway/facade/request-conversion.ts'
import { replyOfResponse, responseOfReply } from '../../gateway/facade/response-conversion.ts'

/** Functions of project modules as policies and handlers. */
export const customFunction: CustomFunctionDefinition = {
  handler: (fn, _options, bodyLimit) => {
    const handle = fn as RequestHandler
    return async function runModuleHandler(exchange, context) {
      return replyOfValue(await handle(createRequestFacade(exchange), moduleContextOf(context, bodyLimit)))
    }
  },
  inbound: (fn, options, name, bodyLimit) => {
    const handle = fn as InboundPolicyHandler
    return {
      name,
      handle: async function runModulePolicy(exchange, context) {
        const outcome = await handle(
          createRequestFacade(exchange),
          moduleContextOf(context, bodyLimit),
          options,
          name,
        )
        if (outcome instanceof Response) return replyOfResponse(outcome)
        // A policy that returns nothing lets the same request pass, as samples of the format do.
        if (outcome instanceof Request) adoptRequest(exchange, outcome, bodyLimit)
        else if (outcome !== undefined)
          throw new TypeError(`Policy "${name}" returned neither a Request nor a Response.`)
        return undefined
      },
    }
  },
  outbound: (fn, options, name, bodyLimit) => {
    const handle = fn as OutboundPolicyHandler
    return {
      name,
      handle: async function runModulePolicy(reply, exchange, context) {
        const outcome = await handle(
          responseOfReply(reply),
          createRequestFacade(exchange),
          moduleContextOf(context, bodyLimit),
          options,
          name,
        )
        if (!(outcome instanceof Response))
          throw new TypeError(`Outbound policy "${name}" must return a Response.`)
        return replyOfResponse(outcome)
      },
    }
  },
}

function replyOfValue(value: unknown): Reply {
  if (value instanceof Response) return replyOfResponse(value)
  const body = value === undefined ? undefined : JSON.stringify(value)
  return {
    status: 200,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body,
    value,
  }
}
