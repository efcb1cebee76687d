/**
 * Longest tool name. MCP allows 128 characters, the conformance suite and several models 64; all of them accept
 * letters, digits, `_` and `-`.
 */
const longestName = 64

/**
 * A name that every client accepts: other characters become `_`; what is too long is cut and ends with a hash of the
 * whole, so that names that begin alike stay apart. The same text gives the same name, whatever other tools there are.
 */
export function nameTool(text: string): string {
  const name = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return name.length > longestName ? withHash(name, text) : name || 'tool'
}

/** The text a tool without name and operationId is named by: `GET_todos_id` for `GET /todos/{id}`. */
export function nameFromRoute(method: string, path: string): string {
  return nameTool(`${method}_${path.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replace(/^_/, '')}`)
}

/** A name with a short hash of a text at its end, for names that would otherwise be the same. */
export function withHash(name: string, text: string): string {
  const suffix = `_${hashOf(text)}`
  return `${name.slice(0, longestName - suffix.length).replace(/_+$/, '')}${suffix}`
}

/** FNV-1a, 32 bits, as seven letters and digits: short, and the same on every machine. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36).padStart(7, '0')
}

/** A key of an inputSchema that every client accepts, for a parameter such as `$filter` or `filter[status]`. */
export function nameArgument(text: string): string {
  if (isArgumentName(text)) return text
  const name = text.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').replaceAll(/^_+|_+$/g, '')
  return name.length > longestName ? withHash(name, text) : name || 'argument'
}

/** True for keys of an inputSchema that every client accepts. */
export function isArgumentName(text: string): boolean {
  return /^[A-Za-z0-9_.-]{1,64}$/.test(text)
}

/** The first of `name`, `name_2`, `name_3` … that is not taken. */
export function freeName(name: string, taken: (candidate: string) => boolean): string {
  if (!taken(name)) return name
  for (let number = 2; ; number++) if (!taken(`${name}_${number}`)) return `${name}_${number}`
}
