/**
 * Longest tool name. MCP allows 128 characters, the conformance suite and several models 64; all of them accept
 * letters, digits, `_` and `-`.
 */
const longestName = 64

/** A name that every client accepts: other characters become `_`, what is too long is cut. The same text gives the same name. */
export function nameTool(text: string): string {
  const name = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return name.slice(0, longestName) || 'tool'
}

/** The text a tool without name and operationId is named by: `GET_todos_id` for `GET /todos/{id}`. */
export function nameFromRoute(method: string, path: string): string {
  return nameTool(`${method}_${path.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replace(/^_/, '')}`)
}

/** A key of an inputSchema that every client accepts, for a parameter such as `$filter` or `filter[status]`. */
export function nameArgument(text: string): string {
  if (isArgumentName(text)) return text
  const name = text.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').replaceAll(/^_+|_+$/g, '')
  return name.slice(0, longestName) || 'argument'
}

/** True for keys of an inputSchema that every client accepts. */
export function isArgumentName(text: string): boolean {
  return /^[A-Za-z0-9_.-]{1,64}$/.test(text)
}

/** The first of `name`, `name_suffix`, `name_2`, `name_3` … that is not taken. */
export function freeName(name: string, taken: (candidate: string) => boolean, suffix?: string): string {
  if (!taken(name)) return name
  if (suffix !== undefined && !taken(`${name}_${suffix}`)) return `${name}_${suffix}`
  for (let number = 2; ; number++) if (!taken(`${name}_${number}`)) return `${name}_${number}`
}
