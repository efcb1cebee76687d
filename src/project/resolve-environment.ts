import { resembles } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import { mapStrings } from './map-strings.ts'
import { inside } from './place.ts'
import type { Place } from './project.ts'

type Path = readonly (string | number)[]

/** `$env(NAME)`: the name ends at the first closing parenthesis. */
const statement = /\$env\(([^)]*)\)/g

/** True for texts that mean to hold an `$env(NAME)`, well formed or not. */
export function mentionsEnvironment(text: string): boolean {
  return text.includes('$env(')
}

/** Exceptions to the rule that every variable which stands for a whole value is set. */
export interface EnvironmentRules {
  /** True where an unset variable means that the key is left out. */
  readonly mayBeUnset?: (path: Path) => boolean
}

/** Replaces every `$env(NAME)` in JSON data by the variable's value; a whole value that is unset disappears. */
export function resolveEnvironment(
  value: unknown,
  place: Place,
  compilation: Compilation,
  rules: EnvironmentRules = {},
): unknown {
  return mapStrings(value, (text, path) =>
    resolveEnvironmentText(text, inside(place, ...path), compilation, rules.mayBeUnset?.(path) === true),
  )
}

/** {@link resolveEnvironment} for one text. */
export function resolveEnvironmentText(
  text: string,
  place: Place,
  compilation: Compilation,
  mayBeUnset = false,
): string | undefined {
  if (!mentionsEnvironment(text)) return text
  const names = Array.from(text.matchAll(statement), (match) => match[1]?.trim() ?? '')
  if (names.length === 0 || names.includes('')) {
    compilation.report(place, {
      code: 'SALLYPORT_CONFIG_MALFORMED_VARIABLE',
      message: 'This $env() statement names no variable, or is not closed.',
      hint: 'Write "$env(NAME)".',
    })
    return undefined
  }
  const whole = /^\$env\([^)]*\)$/.test(text)
  const read = (name: string) =>
    Object.hasOwn(compilation.environment, name) ? compilation.environment[name] : undefined
  for (const name of names) {
    if (read(name) === undefined && !(whole && mayBeUnset)) reportUnset(name, place, compilation, whole)
  }
  if (whole) return read(names[0] ?? '')
  return text.replaceAll(statement, (_match, name: string) => read(name.trim()) ?? '')
}

function reportUnset(name: string, place: Place, compilation: Compilation, whole: boolean): void {
  const set = Object.keys(compilation.environment).find((known) => resembles(name, known))
  compilation.report(place, {
    severity: whole ? 'error' : 'warning',
    code: 'SALLYPORT_CONFIG_MISSING_VARIABLE',
    message: whole
      ? `The variable ${name} is not set.`
      : `The variable ${name} is not set; nothing is written in its place.`,
    hint:
      set === undefined
        ? `Put ${name}=... in .env, or set it in the environment of the process.`
        : `Did you mean "$env(${set})"? Else put ${name}=... in .env.`,
  })
}

/** Reports every `$env(...)` that stands where the project format does not replace it. */
export function refuseEnvironment(
  value: unknown,
  place: Place,
  compilation: Compilation,
  isLegal: (path: Path, text: string) => boolean,
): void {
  mapStrings(value, (text, path) => {
    if (mentionsEnvironment(text) && !isLegal(path, text)) {
      compilation.report(inside(place, ...path), {
        code: 'SALLYPORT_CONFIG_MISPLACED_VARIABLE',
        message: 'An $env() statement is not expected at this location.',
        hint: 'It is replaced in handler.options of policies and routes, in corsPolicies and in identity.jsonc; write the value itself here.',
      })
    }
    return text
  })
}
