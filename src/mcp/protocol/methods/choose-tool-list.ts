import { isJsonObject, type JsonObject } from '../../../openapi/json-object.ts'
import type { ListPages } from './list-pages.ts'
import type { ServerLists } from '../mcp-server.ts'
import { metaKeys } from '../revisions.ts'

/**
 * The list of tools for the client of a request: in the profile that the server has for the client's name, else in its
 * own. Only modern clients say who they are on every request; a legacy one said so at `initialize`, of which nothing is
 * remembered. The name comes from the client and decides nothing but how schemas are said.
 */
export function chooseToolList(
  { clientLists, lists }: ServerLists,
  params: JsonObject,
): ListPages | undefined {
  const own = lists.get('tools/list')
  if (clientLists.length === 0 || own === undefined) return own
  const meta = params['_meta']
  const info = isJsonObject(meta) ? meta[metaKeys.clientInfo] : undefined
  const name = isJsonObject(info) ? info['name'] : undefined
  if (typeof name !== 'string') return own
  return clientLists.find(({ matches }) => matches(name))?.pages ?? own
}
