import type { ShapeProblem } from '../foundation/json/shape.ts'
import { nearestName } from '../foundation/nearest-name.ts'
import { fullGrantType, knownGrantTypes } from './grant-types.ts'

/** Keys and indexes down to a value of the identity file. */
export type Path = ShapeProblem['path']

/** Adds a problem to a list that is being gathered. */
export type AddProblem = (
  severity: ShapeProblem['severity'],
  code: string,
  path: Path,
  message: string,
  hint?: string,
) => void

/** An empty list of problems, and what adds to it. */
export function createProblems(): { readonly problems: readonly ShapeProblem[]; readonly add: AddProblem } {
  const problems: ShapeProblem[] = []
  const add: AddProblem = (severity, code, path, message, hint) => {
    problems.push({ severity, code, path, message, ...(hint === undefined ? {} : { hint }) })
  }
  return { problems, add }
}

/** Adds a problem for every item whose name an earlier one has. */
export function checkUnique<T>(
  add: AddProblem,
  path: Path,
  key: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): void {
  const seen = new Set<string>()
  items.forEach((item, index) => {
    const name = nameOf(item)
    if (seen.has(name)) {
      const at = [...path, index, key]
      add('error', 'SALLYPORT_IDENTITY_DUPLICATE', at, `"${name}" stands here a second time.`)
    }
    seen.add(name)
  })
}

/** Adds a problem for every name that leads nowhere. */
export function checkNames(
  add: AddProblem,
  path: Path,
  kind: 'client' | 'scope' | 'group' | 'user',
  names: readonly string[],
  known: readonly string[],
): void {
  names.forEach((name, index) => {
    if (known.includes(name)) return
    const code = `SALLYPORT_IDENTITY_UNKNOWN_${kind.toUpperCase()}`
    add('error', code, [...path, index], `No ${kind} is called "${name}".`, adviseName(name, known))
  })
}

/** Adds a problem for every grant type that is not one. */
export function checkGrantTypes(add: AddProblem, path: Path, names: readonly string[]): void {
  names.forEach((name, index) => {
    if (knownGrantTypes.some((known) => known === fullGrantType(name))) return
    const known = ['authorization_code', 'refresh_token', 'client_credentials', 'device_code']
    const message = `"${name}" is not a grant type served here.`
    const at = [...path, index]
    add('error', 'SALLYPORT_IDENTITY_UNKNOWN_GRANT_TYPE', at, message, adviseName(name, known))
  })
}

function adviseName(name: string, known: readonly string[]): string {
  const near = nearestName(name, known)
  return near === undefined ? `Known: ${known.join(', ') || 'none'}.` : `Did you mean "${near}"?`
}
