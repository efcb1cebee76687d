import type { InputRequest } from '../../gateway/mcp-call.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'

/**
 * What the client would have to declare before it may be asked, as `requiredCapabilities` names it; undefined when it
 * has (MCP 2026-07-28, basic/patterns/mrtr, server requirements; client/elicitation, capabilities).
 */
export function findMissingCapability(request: InputRequest, declared: JsonObject): JsonObject | undefined {
  const { method, params = {} } = request
  if (method === 'roots/list') return isJsonObject(declared['roots']) ? undefined : { roots: {} }
  if (method === 'sampling/createMessage') {
    const { sampling } = declared
    if (!isJsonObject(sampling)) return { sampling: {} }
    const needsTools = params['tools'] !== undefined || params['toolChoice'] !== undefined
    return needsTools && !isJsonObject(sampling['tools']) ? { sampling: { tools: {} } } : undefined
  }
  const { elicitation } = declared
  const mode = params['mode'] === 'url' ? 'url' : 'form'
  if (!isJsonObject(elicitation)) return { elicitation: mode === 'url' ? { url: {} } : {} }
  // An empty object stands for forms alone.
  const hasMode = isJsonObject(elicitation[mode]) || (mode === 'form' && !isJsonObject(elicitation['url']))
  return hasMode ? undefined : { elicitation: { [mode]: {} } }
}
