import { ok, refuse, type Result } from '../../foundation/result.ts'

/** A piece of the path of a template. */
type PathPart = string | { readonly name: string; readonly isReserved: boolean }

/** Longest URI that is matched. */
const longestUri = 8_192

/**
 * An address with variables (RFC 6570) that can be read backwards: from a URI to the values that would make it. Each
 * variable ends where the text after it first stands, so that matching takes no time that a caller could stretch.
 */
export class UriTemplate {
  readonly text: string
  /** In the order they stand in. */
  readonly variables: readonly string[]
  private readonly path: readonly PathPart[]
  private readonly query: ReadonlySet<string>
  private readonly fixed: ReadonlyMap<string, string>

  private constructor(
    text: string,
    path: readonly PathPart[],
    query: ReadonlySet<string>,
    fixed: ReadonlyMap<string, string>,
  ) {
    this.text = text
    this.path = path
    this.query = query
    this.fixed = fixed
    this.variables = [...path.flatMap((part) => (typeof part === 'string' ? [] : part.name)), ...query]
  }

  /** Reads a template; refuses what could not be read backwards without doubt. */
  static parse(text: string): Result<UriTemplate, string> {
    const path: PathPart[] = []
    const query = new Set<string>()
    const fixed = new Map<string, string>()
    let isQuery = false
    for (const part of text.split(/(\{[^{}]*\})/)) {
      if (part.startsWith('{')) {
        const expression = parseExpression(part)
        if (!expression.ok) return expression
        const { operator, names } = expression.value
        const isQueryPart = operator === '?' || operator === '&'
        if (isQueryPart) for (const name of names) query.add(name)
        else if (isQuery) return refuse(`"${part}" stands behind the query; only {?…} and {&…} can`)
        else path.push(...pathParts(operator, names))
        isQuery ||= isQueryPart
      } else if (isQuery && part !== '') return refuse(`"${part}" stands behind the query`)
      else {
        const [before = '', ...behind] = part.split('?')
        if (before !== '') path.push(before)
        if (behind.length > 0) {
          isQuery = true
          for (const [name, value] of pairsOf(behind.join('?'))) fixed.set(name, value)
        }
      }
    }
    const problem = findDoubt(path, query)
    return problem === undefined ? ok(new UriTemplate(text, path, query, fixed)) : refuse(problem)
  }

  /** The values a URI holds in the places of the variables; undefined when it is not of this template. */
  match(uri: string): Readonly<Record<string, string | readonly string[]>> | undefined {
    if (uri.length > longestUri || uri.includes('#')) return undefined
    const mark = uri.indexOf('?')
    const values: Record<string, string | readonly string[]> = {}
    const fits =
      this.matchPath(mark === -1 ? uri : uri.slice(0, mark), values) &&
      this.matchQuery(mark === -1 ? '' : uri.slice(mark + 1), values)
    return fits ? values : undefined
  }

  private matchPath(uri: string, values: Record<string, string | readonly string[]>): boolean {
    let at = 0
    for (const [index, part] of this.path.entries()) {
      if (typeof part === 'string') {
        if (!uri.startsWith(part, at)) return false
        at += part.length
        continue
      }
      const end = this.endOf(index, uri, at)
      const value = end > at ? decode(uri.slice(at, end), part.isReserved) : undefined
      if (value === undefined) return false
      values[part.name] = value
      at = end
    }
    return at === uri.length
  }

  private endOf(index: number, uri: string, at: number): number {
    const next = this.path[index + 1]
    if (typeof next !== 'string') return uri.length
    const isLast = index + 2 === this.path.length
    if (isLast) return uri.endsWith(next) ? uri.length - next.length : -1
    return uri.indexOf(next, at + 1)
  }

  private matchQuery(query: string, values: Record<string, string | readonly string[]>): boolean {
    const missing = new Set(this.fixed.keys())
    for (const [name, value] of pairsOf(query)) {
      if (missing.has(name) && this.fixed.get(name) === value) missing.delete(name)
      else if (!this.query.has(name)) return false
      else if (!Object.hasOwn(values, name)) values[name] = value
      else values[name] = [values[name] ?? '', value].flat()
    }
    return missing.size === 0
  }
}

interface Expression {
  readonly operator: string
  readonly names: readonly string[]
}

/** RFC 6570, section 2.2: the operators that can be read backwards without doubt. */
const operators = ['', '+', '/', '?', '&']

function parseExpression(text: string): Result<Expression, string> {
  const [, operator = '', list = ''] = /^\{([^A-Za-z0-9_%]?)(.*)\}$/.exec(text) ?? []
  if (!operators.includes(operator)) return refuse(`"${text}" uses an operator that is not served`)
  const names = list.split(',').map((name) => name.replace(/\*$/, ''))
  if (names.some((name) => !/^[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*$/.test(name))) {
    return refuse(`"${text}" does not name its variables with letters, digits, "_" and "."`)
  }
  return ok({ operator, names })
}

function pathParts(operator: string, names: readonly string[]): readonly PathPart[] {
  return names.flatMap((name, index): PathPart[] => {
    const part = { name, isReserved: operator === '+' }
    if (operator === '/') return ['/', part]
    return index === 0 ? [part] : [',', part]
  })
}

function findDoubt(path: readonly PathPart[], query: ReadonlySet<string>): string | undefined {
  if (typeof path[0] !== 'string' || !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path[0])) {
    return 'it must begin with a scheme, such as "mcp://"'
  }
  const names: string[] = [...query]
  for (const [index, part] of path.entries()) {
    if (typeof part === 'string') continue
    if (names.includes(part.name)) return `it names "${part.name}" twice`
    names.push(part.name)
    if (typeof path[index - 1] !== 'string')
      return `nothing separates "${part.name}" from the variable before it`
    const isLast = path.slice(index + 1).every((rest) => typeof rest === 'string')
    if (part.isReserved && !isLast) return `"{+${part.name}}" must be the last variable of the path`
  }
  return undefined
}

function pairsOf(query: string): readonly (readonly [string, string])[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const sign = pair.indexOf('=')
      const [name, value] = sign === -1 ? [pair, ''] : [pair.slice(0, sign), pair.slice(sign + 1)]
      return [decode(name, true) ?? name, decode(value, true) ?? value]
    })
}

/** A value as it was before it was percent-encoded; one with a slash in it is no single segment. */
function decode(text: string, mayHoldSlash: boolean): string | undefined {
  if (!mayHoldSlash && text.includes('/')) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
