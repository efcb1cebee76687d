import { compileGlobs } from '../../foundation/glob.ts'
import { nearestName } from '../../foundation/nearest-name.ts'
import { isReadOnly, nameOf, type ListedOperation } from './list-operations.ts'

/** Which operations become tools, as flags say it. */
export interface OperationWish {
  readonly all?: boolean
  readonly readOnly?: boolean
  readonly tags?: readonly string[]
  /** Globs of operationIds, or of `GET /pets` where there is none. */
  readonly operations?: readonly string[]
}

/** A wish that nothing fits, in one sentence. */
export class OperationWishError extends Error {
  override readonly name = 'OperationWishError'
}

/** True when flags say which operations are meant. */
export function isWish({ all, readOnly, tags, operations }: OperationWish): boolean {
  return all === true || readOnly === true || tags !== undefined || operations !== undefined
}

/**
 * The operations that flags ask for: those named and those of a tag, or all when neither is given; of these, with
 * `readOnly`, the ones that change nothing. A name or a tag that nothing has is an error.
 */
export function chooseOperations<T extends ListedOperation>(
  operations: readonly T[],
  wish: OperationWish,
): readonly T[] {
  const { tags, operations: globs } = wish
  const chosen = new Set<T>()
  for (const tag of tags ?? []) {
    const found = operations.filter((operation) => operation.tags.includes(tag))
    if (found.length === 0) throw unknown('tag', tag, new Set(operations.flatMap((one) => one.tags)))
    for (const operation of found) chosen.add(operation)
  }
  for (const glob of globs ?? []) {
    const matches = compileGlobs([glob], 'name')
    const found = operations.filter((operation) => glob === nameOf(operation) || matches(nameOf(operation)))
    if (found.length === 0) throw unknown('operation', glob, operations.map(nameOf))
    for (const operation of found) chosen.add(operation)
  }
  const named =
    tags === undefined && globs === undefined ? operations : operations.filter((o) => chosen.has(o))
  const left = wish.readOnly === true ? named.filter(isReadOnly) : named
  if (left.length === 0)
    throw new OperationWishError('No operation is left to choose; all of them change something.')
  return left
}

function unknown(what: 'tag' | 'operation', name: string, known: Iterable<string>): OperationWishError {
  const near = nearestName(name, known)
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  return new OperationWishError(`The document has no ${what} "${name}".${hint}`)
}

/** One entry of `operations` in the tools file. */
export interface OperationMatch {
  readonly operationId?: readonly string[]
  readonly method?: string
  readonly path?: string
}

/** What `operations` of the tools file says of a choice; undefined when everything was chosen. */
export function matchOperations(
  all: readonly ListedOperation[],
  chosen: readonly ListedOperation[],
): readonly OperationMatch[] | undefined {
  if (chosen.length === all.length) return undefined
  const isPlain = ({ operationId }: ListedOperation): boolean => /^[\w./:-]+$/.test(operationId ?? '')
  const ids = chosen.filter(isPlain).map(nameOf)
  const others = chosen.filter((operation) => !isPlain(operation))
  return [
    ...(ids.length === 0 ? [] : [{ operationId: ids }]),
    ...others.map(({ method, path }) => ({ method, path })),
  ]
}
