import { URLPattern as LibraryPattern } from 'urlpattern-polyfill/urlpattern'
import { ok, refuse, type Result } from '../result.ts'

/** A path in the syntax of the URL Pattern standard. */
export interface UrlPathPattern {
  /** The same path as OpenAPI writes it, where its only pattern is named parameters; a tool can call no other. */
  readonly template: string | undefined
  /** The decoded captures when the path matches, else undefined; groups without a name are called 0, 1 and so on. */
  match(path: string): Record<string, string> | undefined
}

type PatternClass = new (init: { pathname: string }) => {
  exec(input: { pathname: string }): {
    pathname: { groups: Record<string, string | undefined> }
  } | null
}

/** The platform's own, where it has one (Node 20 and 22 do not). */
const Pattern = ((globalThis as { URLPattern?: unknown }).URLPattern ?? LibraryPattern) as PatternClass

/** `:name`, or `:name(expression)` where the expression holds no group, which nothing repeats. */
const namedParameter = /:([A-Za-z_][A-Za-z0-9_]*)(?:\((?:[^()\\]|\\.)*\))?(?![?*+])/g

/** Compiles a path of the URL Pattern standard; the problem is a sentence. */
export function compileUrlPathPattern(text: string): Result<UrlPathPattern, string> {
  let pattern: InstanceType<PatternClass>
  try {
    pattern = new Pattern({ pathname: text })
  } catch (error) {
    return refuse(reasonOf(error))
  }
  return ok({
    template: templateOf(text),
    match(path) {
      const found = pattern.exec({ pathname: path })
      if (found === null) return undefined
      const params: Record<string, string> = {}
      for (const [name, value] of Object.entries(found.pathname.groups))
        if (value !== undefined) params[name] = decodePathPart(value)
      return params
    },
  })
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message} ${cause.message}` : message
}

function templateOf(text: string): string | undefined {
  const template = text.replaceAll(namedParameter, '{$1}')
  // What is left of the syntax after its parameters are taken out has no counterpart in OpenAPI.
  return /[\\:*+?()]/.test(template) || text.includes('{') ? undefined : template
}

/** Decodes a captured part of a path. */
export function decodePathPart(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A malformed escape is the upstream's to judge; the raw text is the honest value.
  }
}
