import type { Exchange } from '../../../gateway/exchange.ts'
import type { OperationParameter } from '../../../openapi/compile-parameters.ts'

/** What a parameter's schema says of its shape. */
export type ParameterShape = 'list' | 'object' | 'scalar'

/** What parts the items of a list in a query. */
const delimiters: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' }

/** A parameter read from a request as its style says: texts, lists of texts or objects of texts; undefined when it was not sent. */
export function readParameter(
  parameter: OperationParameter,
  shape: ParameterShape,
  exchange: Exchange,
  query: URLSearchParams,
): unknown {
  if (parameter.in === 'query') return readQuery(parameter, shape, query)
  const text =
    parameter.in === 'path' ? exchange.params[parameter.name] : exchange.headers[parameter.name.toLowerCase()]
  if (text === undefined) return undefined
  return readText(parameter, shape, text, ',')
}

function readQuery(parameter: OperationParameter, shape: ParameterShape, query: URLSearchParams): unknown {
  const { name, style, explode } = parameter
  if (style === 'deepObject') return readDeep(name, query)
  if (shape === 'object' && explode && !parameter.isJson) return readMembers(query)
  const values = query.getAll(name)
  if (values.length === 0) return undefined
  if (shape === 'list' && explode && !parameter.isJson) return values
  // Sent twice where one is meant: the list does not fit the schema, which is what should be said.
  if (values.length > 1) return values
  return readText(parameter, shape, values[0] ?? '', delimiters[style] ?? ',')
}

function readText(
  { isJson }: OperationParameter,
  shape: ParameterShape,
  text: string,
  delimiter: string,
): unknown {
  if (isJson) return parseJson(text)
  if (shape === 'scalar') return text
  const parts = text.split(delimiter).map((part) => part.trim())
  if (shape === 'list') return parts
  const pairs = parts.some((part) => part.includes('='))
    ? parts.map((part) => part.split('=', 2))
    : parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []))
  return Object.fromEntries(pairs)
}

/** `filter[author]=x`, one level deep as OpenAPI defines it. */
function readDeep(name: string, query: URLSearchParams): unknown {
  const members = [...query].flatMap(([key, value]) =>
    key.startsWith(`${name}[`) && key.endsWith(']') ? [[key.slice(name.length + 1, -1), value] as const] : [],
  )
  return members.length === 0 ? undefined : gather(members)
}

/** The members of an exploded object are query parameters of their own. */
function readMembers(query: URLSearchParams): unknown {
  return query.size === 0 ? undefined : gather([...query])
}

/** A member that comes twice is a list, which fits no scalar: the upstream may take another one of the two. */
function gather(members: readonly (readonly [string, string])[]): Record<string, unknown> {
  const gathered = new Map<string, string | string[]>()
  for (const [name, value] of members) {
    const before = gathered.get(name)
    gathered.set(name, before === undefined ? value : [before, value].flat())
  }
  return Object.fromEntries(gathered)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
