import { compile, TreeInterpreter } from '@jmespath-community/jmespath'
import { isJsonObject } from '../../../openapi/json-object.ts'
import { FieldPaths, parseFieldPath, type FieldPath, type PathState } from './field-paths.ts'
import type { ResponseSettings } from './response-settings.ts'
import type { ResponseShape } from './response-shape.ts'

type Reshape = (value: unknown) => unknown

/** Compiles what settings say of an answer; undefined when they say nothing. */
export function compileShape(settings: ResponseSettings | undefined): ResponseShape | undefined {
  if (settings === undefined) return undefined
  const { select, pick, omit, rename, maxItems, maxTokens, overflow } = settings
  const steps: Reshape[] = []
  if (select !== undefined) steps.push(compileSelect(select))
  if (pick !== undefined) steps.push(compilePick(pathsOf(pick)))
  if (omit !== undefined) steps.push(compileOmit(pathsOf(omit)))
  if (rename !== undefined) steps.push(compileRename(pathsOf(Object.keys(rename)), Object.values(rename)))
  const cuts = maxItems !== undefined || maxTokens !== undefined
  if (steps.length === 0 && !cuts) return undefined
  return {
    reshape: steps.length === 0 ? undefined : (value) => steps.reduce((at, step) => step(at), value),
    maxItems,
    maxTokens,
    keepsOverflow: cuts && overflow === 'link',
  }
}

/** The paths of a setting; those that cannot be read were reported where the settings were checked. */
export function pathsOf(texts: readonly string[]): FieldPaths {
  const paths = texts.flatMap((text): FieldPath[] => {
    const path = parseFieldPath(text)
    return path.ok ? [path.value] : []
  })
  return new FieldPaths(paths)
}

type JsonValue = Parameters<typeof TreeInterpreter.search>[1]

function compileSelect(expression: string): Reshape {
  const node = compile(expression)
  return (value) => TreeInterpreter.search(node, value as JsonValue)
}

/** Walks through lists without a step and into objects key by key. */
function walk(
  value: unknown,
  state: PathState,
  visit: (
    entries: readonly (readonly [string, unknown])[],
    state: PathState,
  ) => Iterable<readonly [string, unknown]>,
): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, state, visit))
  return isJsonObject(value) ? Object.fromEntries(visit(Object.entries(value), state)) : value
}

function compilePick(paths: FieldPaths): Reshape {
  const pick = (value: unknown, state: PathState): unknown =>
    walk(value, state, (entries, at) =>
      entries.flatMap(([key, inner]): [string, unknown][] => {
        const { match, next } = paths.step(at, key)
        if (match !== undefined) return [[key, inner]]
        const leads = next.length > 0 && typeof inner === 'object' && inner !== null
        return leads ? [[key, pick(inner, next)]] : []
      }),
    )
  return (value) => pick(value, paths.start)
}

function compileOmit(paths: FieldPaths): Reshape {
  const omit = (value: unknown, state: PathState): unknown =>
    walk(value, state, (entries, at) =>
      entries.flatMap(([key, inner]): [string, unknown][] => {
        const { match, next } = paths.step(at, key)
        if (match !== undefined) return []
        return [[key, next.length === 0 ? inner : omit(inner, next)]]
      }),
    )
  return (value) => omit(value, paths.start)
}

function compileRename(paths: FieldPaths, names: readonly string[]): Reshape {
  const rename = (value: unknown, state: PathState): unknown =>
    walk(value, state, (entries, at) => {
      const renamed = new Map<string, unknown>()
      const kept = new Map<string, unknown>()
      for (const [key, inner] of entries) {
        const { match, next } = paths.step(at, key)
        const name = match === undefined ? undefined : names[match]
        const target = name === undefined ? kept : renamed
        target.set(name ?? key, next.length === 0 ? inner : rename(inner, next))
      }
      // Who gives a field the name of another one means the former.
      return new Map([...kept, ...renamed])
    })
  return (value) => rename(value, paths.start)
}
