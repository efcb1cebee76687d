import { decodePathPart, type UrlPathPattern } from '../foundation/http/url-path-pattern.ts'

/** A compiled path of a route. */
export interface PathPattern {
  readonly template: string
  /** Names of the parameters, in order. */
  readonly names: readonly string[]
  /** Undefined when the template has no parameter: the path must equal it. */
  readonly expression: RegExp | undefined
  /** The literal first segment, or undefined when it holds a parameter. */
  readonly firstSegment: string | undefined
  /** Set in the url-pattern mode, where it alone decides. */
  readonly urlPattern?: UrlPathPattern
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

/** A path in the url-pattern mode, as a route table keeps it. */
export function describeUrlPattern(text: string, urlPattern: UrlPathPattern): PathPattern {
  // A first segment of plain characters that a slash ends is literal whatever follows.
  const firstSegment = /^\/([\w.~-]+)(?:\/|$)/.exec(text)?.[1]
  return { template: text, names: [], expression: undefined, firstSegment, urlPattern }
}

/** The text between the first and the second slash. */
export function firstSegmentOf(path: string): string {
  const end = path.indexOf('/', 1)
  return end === -1 ? path.slice(1) : path.slice(1, end)
}

/** The decoded parameters when the path matches, else undefined. */
export function matchPath(pattern: PathPattern, path: string): Record<string, string> | undefined {
  if (pattern.urlPattern !== undefined) return pattern.urlPattern.match(path)
  if (pattern.expression === undefined) return path === pattern.template ? {} : undefined
  const match = pattern.expression.exec(path)
  if (match === null) return undefined
  const params: Record<string, string> = {}
  pattern.names.forEach((name, index) => {
    params[name] = decodePathPart(match[index + 1] ?? '')
  })
  return params
}
