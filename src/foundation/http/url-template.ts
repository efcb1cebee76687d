import { ok, refuse, type Result } from '../result.ts'

/** What the expressions of a template can name. */
export type TemplateScope = Readonly<Record<string, unknown>>

/** A template ready to be filled. */
export interface UrlTemplate {
  /** The text with every `${…}` replaced; an undefined value becomes the empty string. */
  fill(scope: TemplateScope): string
  /** First names of all expressions, for checks at start. */
  readonly roots: readonly string[]
  /** Names under `env` that the template reads. */
  readonly environmentNames: readonly string[]
}

type Expression = (scope: TemplateScope) => unknown

/** Members that would lead out of the data and into the language. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Compiles a URL template of the project format: text with `${expression}`, where an expression is a name followed by
 * `.member`, `["member"]` and `(arguments)`. It is not JavaScript: nothing else can be written.
 */
export function compileUrlTemplate(text: string): Result<UrlTemplate, string> {
  const parts: (string | Expression)[] = []
  const roots = new Set<string>()
  const environmentNames = new Set<string>()
  let position = 0
  for (;;) {
    const start = text.indexOf('${', position)
    if (start === -1) break
    const end = text.indexOf('}', start)
    if (end === -1) return refuse(`"\${" at character ${start + 1} has no closing "}".`)
    if (start > position) parts.push(text.slice(position, start))
    const source = text.slice(start + 2, end)
    const parser = new ExpressionParser(source)
    const expression = parser.parse()
    if (!expression.ok) return expression
    roots.add(parser.root)
    const variable = /^\s*env\s*\.\s*(\w+)/.exec(source)?.[1]
    if (variable !== undefined) environmentNames.add(variable)
    parts.push(expression.value)
    position = end + 1
  }
  if (position < text.length) parts.push(text.slice(position))
  return ok({
    fill: (scope) => fill(parts, scope),
    roots: [...roots],
    environmentNames: [...environmentNames],
  })
}

function fill(parts: readonly (string | Expression)[], scope: TemplateScope): string {
  let filled = ''
  for (const part of parts) {
    if (typeof part === 'string') filled += part
    else {
      const value = part(scope)
      filled += textOf(value)
    }
  }
  return filled
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`
}

/** A recursive-descent parser over one expression. */
class ExpressionParser {
  root = ''
  private readonly source: string
  private position = 0

  constructor(source: string) {
    this.source = source
  }

  parse(): Result<Expression, string> {
    try {
      const expression = this.chain()
      this.skipSpace()
      if (this.position < this.source.length)
        return refuse(`"\${${this.source}}" is not a name, a member or a call.`)
      return ok(expression)
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error))
    }
  }

  private chain(): Expression {
    const name = this.identifier()
    if (this.root === '') this.root = name
    let expression: Expression = (scope) => scope[name]
    for (;;) {
      this.skipSpace()
      const next = this.source[this.position]
      if (next === '.') {
        this.position++
        expression = member(expression, this.identifier())
      } else if (next === '[') {
        this.position++
        expression = member(expression, this.text())
        this.expect(']')
      } else if (next === '(') {
        this.position++
        expression = this.call(expression)
      } else return expression
    }
  }

  private call(callee: Expression): Expression {
    const parts: Expression[] = []
    this.skipSpace()
    while (this.source[this.position] !== ')') {
      parts.push(this.argument())
      this.skipSpace()
      if (this.source[this.position] === ',') this.position++
      else if (this.source[this.position] !== ')') throw this.unexpected()
      this.skipSpace()
    }
    this.position++
    return (scope) => {
      const target = callee(scope)
      return typeof target === 'function'
        ? (target as (...values: unknown[]) => unknown)(...parts.map((part) => part(scope)))
        : undefined
    }
  }

  private argument(): Expression {
    this.skipSpace()
    const quote = this.source[this.position]
    if (quote !== '"' && quote !== "'") return this.chain()
    const text = this.text()
    return () => text
  }

  private text(): string {
    this.skipSpace()
    const quote = this.source[this.position]
    const end = quote === '"' || quote === "'" ? this.source.indexOf(quote, this.position + 1) : -1
    if (end === -1) throw this.unexpected()
    const text = this.source.slice(this.position + 1, end)
    this.position = end + 1
    return text
  }

  private identifier(): string {
    this.skipSpace()
    const match = /^[A-Za-z_$][\w$]*/.exec(this.source.slice(this.position))
    if (match === null) throw this.unexpected()
    this.position += match[0].length
    return match[0]
  }

  private expect(letter: string): void {
    this.skipSpace()
    if (this.source[this.position] !== letter) throw this.unexpected()
    this.position++
  }

  private skipSpace(): void {
    while (this.source[this.position] === ' ') this.position++
  }

  private unexpected(): Error {
    const found = this.source[this.position]
    return new Error(
      `"\${${this.source}}": ${found === undefined ? 'it ends too early' : `"${found}" is unexpected`} at character ${this.position + 1}.`,
    )
  }
}

function member(object: Expression, name: string): Expression {
  if (forbidden.has(name)) throw new Error(`"${name}" cannot be read in a template.`)
  return (scope) => {
    const target = object(scope)
    if (target === undefined || target === null) return undefined
    const value = (target as Record<string, unknown>)[name]
    return typeof value === 'function' ? (value as (...values: unknown[]) => unknown).bind(target) : value
  }
}
