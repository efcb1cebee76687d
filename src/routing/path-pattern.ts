/** A compiled OpenAPI path template. */
export interface PathPattern {
  readonly template: string
  /** Names of the parameters, in order. */
  readonly names: readonly string[]
  /** Undefined when the template has no parameter: the path must equal it. */
  readonly expression: RegExp | undefined
  /** The literal first segment, or undefined when it holds a parameter. */
  readonly firstSegment: string | undefined
}

const parameter = /\{([^{}/]+)\}/g

/**
 * Compiles an OpenAPI path template: `{name}` may stand anywhere inside a segment and matches one or more characters
 * other than `/`; everything else is literal.
 */
export function compilePathPattern(template: string): PathPattern {
  const names = [...template.matchAll(parameter)].map((match) => match[1] ?? '')
  const first = firstSegmentOf(template)
  const firstSegment = first.includes('{') ? undefined : first
  if (names.length === 0) return { template, names, expression: undefined, firstSegment }
  const source = template
    .split(parameter)
    .map((part, index) =>
      index % 2 === 1 ? '([^/]+?)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
    )
    .join('')
  return { template, names, expression: new RegExp(`^${source}$`), firstSegment }
}

/** The text between the first and the second slash. */
export function firstSegmentOf(path: string): string {
  const end = path.indexOf('/', 1)
  return end === -1 ? path.slice(1) : path.slice(1, end)
}

/** The decoded parameters when the path matches, else undefined. */
export function matchPath(pattern: PathPattern, path: string): Record<string, string> | undefined {
  if (pattern.expression === undefined) return path === pattern.template ? {} : undefined
  const match = pattern.expression.exec(path)
  if (match === null) return undefined
  const params: Record<string, string> = {}
  pattern.names.forEach((name, index) => {
    params[name] = decode(match[index + 1] ?? '')
  })
  return params
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A malformed escape is the upstream's to judge; the raw text is the honest value.
  }
}
