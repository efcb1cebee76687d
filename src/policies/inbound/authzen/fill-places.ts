import type { Exchange } from '../../../gateway/exchange.ts'
import type { GatewayContext } from '../../../gateway/request-context.ts'
import type { ToolCall } from '../../../gateway/tool-call.ts'

const place = /\$authzen-prop\(([^()]{0,200})\)/g
const known =
  /^(?:request\.(?:method|path|user\.sub|user\.data\..+|params\..+|query\..+|headers\..+)|context\.route\.path|tool\.(?:name|arguments\..+))$/

/** The first place of a text that nothing can fill; undefined where there is none. */
export function findUnknownPlace(text: string): string | undefined {
  return [...text.matchAll(place)].map(([, name = '']) => name.trim()).find((name) => !known.test(name))
}

/** True for a text with places that only a tool call fills. */
export function namesTool(text: string): boolean {
  return [...text.matchAll(place)].some(([, name = '']) => name.trim().startsWith('tool.'))
}

/** Fills the `$authzen-prop(…)` places of a text; undefined when a value is missing, or is more than one text or number. */
export function fillPlaces(
  text: string,
  exchange: Exchange,
  context: GatewayContext,
  call: ToolCall | undefined,
): string | undefined {
  let isWhole = true
  const filled = text.replaceAll(place, (_, name: string) => {
    const value = valueAt(name.trim(), exchange, context, call)
    const isScalar =
      typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean'
    if (!isScalar) isWhole = false
    return String(value)
  })
  return isWhole ? filled : undefined
}

function valueAt(
  name: string,
  { method, path, search, user, params, headers }: Exchange,
  { route }: GatewayContext,
  call: ToolCall | undefined,
): unknown {
  const [root = '', part = '', ...rest] = name.split('.')
  const key = rest.join('.')
  if (root === 'context') return route.path
  if (root === 'tool') return part === 'name' ? call?.tool : memberAt(call?.arguments, rest)
  switch (part) {
    case 'method':
      return method
    case 'path':
      return path
    case 'user':
      return key === 'sub' ? user?.sub : memberAt(user?.data, rest.slice(1))
    case 'params':
      return Object.hasOwn(params, key) ? params[key] : undefined
    case 'headers':
      return headers[key.toLowerCase()]
    default: {
      // Sent twice, it is not known which one the upstream takes.
      const values = new URLSearchParams(search).getAll(key)
      return values.length === 1 ? values[0] : undefined
    }
  }
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  )
}
