import { ok, refuse, type Result } from '../../../foundation/result.ts'

/** One step of a path: any depth, or keys that match. */
type Step = 'any depth' | ((key: string) => boolean)

/** A path such as `items.*.id` or `**._links`, taken apart. */
export type FieldPath = readonly Step[]

/** Takes a path apart: dots between keys, `*` for any text within a key, `**` for any number of keys. Lists have no step. */
export function parseFieldPath(text: string): Result<FieldPath, string> {
  const parts = text.split('.')
  if (parts.includes('')) return refuse('A path is keys with dots between them, such as "owner.login".')
  if (parts.at(-1) === '**') return refuse('A path ends with the key of a field, not with "**".')
  return ok(parts.map((part) => (part === '**' ? 'any depth' : compileKey(part))))
}

function compileKey(part: string): Step {
  if (!part.includes('*')) return (key) => key === part
  const pattern = part
    .split('*')
    .map((piece) => piece.replaceAll(/[\\^$+?()[\]{}|.]/g, String.raw`\$&`))
    .join('.*')
  const expression = new RegExp(`^${pattern}$`, 's')
  return (key) => expression.test(key)
}

/** How far each path has come: its number and the step that comes next. */
export type PathState = readonly (readonly [path: number, step: number])[]

/** What a key means to the paths. */
export interface PathStep {
  /** The first path that ends at the key. */
  readonly match: number | undefined
  /** Where the paths stand below the key; empty when none leads further. */
  readonly next: PathState
}

/** Several paths, walked together. */
export class FieldPaths {
  readonly start: PathState
  private readonly paths: readonly FieldPath[]

  constructor(paths: readonly FieldPath[]) {
    this.paths = paths
    this.start = paths.flatMap((_, index) => this.reach(index, 0))
  }

  step(state: PathState, key: string): PathStep {
    let match: number | undefined
    const next: (readonly [number, number])[] = []
    for (const [path, index] of state) {
      const step = this.paths[path]?.[index]
      if (step === 'any depth') next.push(...this.reach(path, index))
      else if (step?.(key) === true) {
        if (index + 1 === this.paths[path]?.length) match ??= path
        else next.push(...this.reach(path, index + 1))
      }
    }
    return { match, next: unique(next) }
  }

  /** A step of any depth may also be none. */
  private reach(path: number, index: number): PathState {
    const here = [path, index] as const
    return this.paths[path]?.[index] === 'any depth' ? [here, ...this.reach(path, index + 1)] : [here]
  }
}

/** One text for one state, so that states can be compared. */
export function nameState(state: PathState): string {
  return state.map((position) => position.join('.')).join(' ')
}

function unique(state: readonly (readonly [number, number])[]): PathState {
  if (state.length < 2) return state
  const byName = new Map(state.map((position) => [position.join('.'), position]))
  return [...byName.values()]
}
