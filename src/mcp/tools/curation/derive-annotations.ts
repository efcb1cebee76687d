import type { JsonObject } from '../../../openapi/json-object.ts'

/**
 * Hints that follow from what HTTP says of a method (RFC 9110, 9.2). A safe method reads from one system and is neither
 * open nor destructive. What is not said has the protocol's cautious default: a POST or PATCH may destroy something, and
 * whatever writes may reach anywhere.
 */
const hintsOfMethod: Readonly<Record<string, JsonObject>> = {
  GET: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  HEAD: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  OPTIONS: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  TRACE: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  POST: { readOnlyHint: false },
  PATCH: { readOnlyHint: false },
  PUT: { readOnlyHint: false, idempotentHint: true },
  DELETE: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
}

/** The annotations of a tool: what its operator says, over what its method says. */
export function deriveAnnotations(method: string, said: JsonObject | undefined): JsonObject {
  const derived = { ...hintsOfMethod[method] }
  // An operator who says that a safe-looking method writes, or the other way round, unsays what followed from it.
  if (said?.['readOnlyHint'] !== undefined && said['readOnlyHint'] !== derived['readOnlyHint']) return said
  return { ...derived, ...said }
}
