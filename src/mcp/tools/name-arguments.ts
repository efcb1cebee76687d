import type { OperationParameter } from '../../openapi/compile-parameters.ts'
import { isArgumentName, nameArgument, withHash } from './name-tool.ts'

/**
 * Names the arguments of parameters. The rule never depends on the order in the document: places come in the order path,
 * query, header, cookie; a parameter keeps its name unless an earlier place has it, then it gets its place as suffix
 * (`id`, `id_query`); characters that clients refuse become `_`; names that are then still the same end with a hash of
 * the name on the wire.
 */
export function nameArguments(
  groups: readonly (readonly OperationParameter[])[],
): ReadonlyMap<OperationParameter, string> {
  const names = new Map<OperationParameter, string>()
  const taken = new Set<string>()
  for (const group of groups) {
    const wanted = group.map((parameter) => nameArgument(parameter.name))
    const crowded = new Set(wanted.filter((name, index) => wanted.indexOf(name) !== index))
    // Names that need no change come first, so that a changed one never takes theirs.
    const ordered = [...group].sort((a, b) => Number(isArgumentName(b.name)) - Number(isArgumentName(a.name)))
    for (const parameter of ordered) {
      const name = nameIn(parameter, taken, crowded)
      taken.add(name)
      names.set(parameter, name)
    }
  }
  return names
}

function nameIn(
  parameter: OperationParameter,
  taken: ReadonlySet<string>,
  crowded: ReadonlySet<string>,
): string {
  const name = nameArgument(parameter.name)
  const isOwn = name === parameter.name
  if (!taken.has(name) && (isOwn || !crowded.has(name))) return name
  const placed = `${name}_${parameter.in}`
  if (isOwn && !taken.has(placed) && isArgumentName(placed)) return placed
  return withHash(name, `${parameter.in} ${parameter.name}`)
}
