import { ok, refuse } from '../../../foundation/result.ts'
import { chooseToolList } from './choose-tool-list.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import { rpcCodes } from '../json-rpc.ts'
import type { EraName } from '../revisions.ts'

/** The methods that list what a server has, and the member of their results. */
export const listMethods = {
  'tools/list': 'tools',
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
} as const

/** Serves the list methods; all that is left to do is to find the page. */
export function listItems({ server, request, era, exchange }: RpcCall): RpcOutcome {
  const view = server.views === undefined ? server : server.views.of(exchange.user)
  const pages =
    request.method === 'tools/list' && era === 'modern'
      ? chooseToolList(view, request.params)
      : view.lists.get(request.method)
  if (pages === undefined) return refuseMissing(era)
  const { cursor } = request.params
  if (cursor === undefined) return ok(pages.first[era])
  const page = typeof cursor === 'string' ? pages.following.get(cursor) : undefined
  if (page !== undefined) return ok(page[era])
  // MCP 2025-11-25 and 2026-07-28, server/utilities/pagination: invalid cursors are invalid params.
  return refuse({
    status: 200,
    code: rpcCodes.invalidParams,
    message: 'The cursor leads to no page of this list, which may have changed; begin without a cursor.',
  })
}

/** The refusal of a method that this server does not declare: it is as if there were none. */
export function refuseMissing(era: EraName): RpcOutcome {
  return refuse({
    status: era === 'modern' ? 404 : 200,
    code: rpcCodes.methodNotFound,
    message: 'This server has no such method.',
  })
}
