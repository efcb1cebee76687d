import type { ASTNode } from '@marcbachmann/cel-js'

/** What an expression speaks of. */
export interface ExpressionUses {
  /** Names of its variables: `claims`, `arguments`, `tool`, `route`. */
  readonly variables: ReadonlySet<string>
  /** What it reads of them, as it is written: `claims.sub`, `arguments.amount`. */
  readonly paths: readonly (readonly string[])[]
  /** Functions and macros it calls. */
  readonly functions: ReadonlySet<string>
  /** True when its time grows with the values it is given. */
  readonly loops: boolean
}

const loops = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])
const roots = new Set(['claims', 'arguments', 'tool', 'route'])

/** Collects what an expression speaks of. */
export function usesOf(ast: ASTNode): ExpressionUses {
  const variables = new Set<string>()
  const functions = new Set<string>()
  const paths = new Map<string, readonly string[]>()
  const visit = (node: ASTNode): void => {
    const path = pathOf(node)
    if (path !== undefined) {
      const [root = ''] = path
      if (roots.has(root)) {
        variables.add(root)
        paths.set(path.join('\n'), path)
      }
      return
    }
    if (node.op === 'call' || node.op === 'rcall') functions.add(node.args[0])
    childrenOf(node).forEach(visit)
  }
  visit(ast)
  const grows = [...functions].some((name) => loops.has(name) || name === 'split' || name === 'join')
  return { variables, paths: [...paths.values()], functions, loops: grows }
}

/** Where the first loop within a loop begins; undefined when there is none. */
export function nestedLoop(node: ASTNode, isInside = false): number | undefined {
  const isLoop = node.op === 'rcall' && loops.has(node.args[0])
  if (isLoop && isInside) return node.start
  if (isLoop) {
    const [, receiver, inner] = node.args
    // What is looped over is worked out once; what is inside the loop, once for each item.
    return nestedLoop(receiver, isInside) ?? firstOf(inner, (child) => nestedLoop(child, true))
  }
  return firstOf(childrenOf(node), (child) => nestedLoop(child, isInside))
}

function firstOf(nodes: readonly ASTNode[], find: (node: ASTNode) => number | undefined): number | undefined {
  for (const node of nodes) {
    const found = find(node)
    if (found !== undefined) return found
  }
  return undefined
}

/** The names from a variable down, for a node that is nothing but such a way; optional steps count as steps. */
function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args]
  if (node.op === '.' || node.op === '.?') {
    const above = pathOf(node.args[0])
    return above === undefined ? undefined : [...above, node.args[1]]
  }
  if (node.op !== '[]' && node.op !== '[?]') return undefined
  const [owner, key] = node.args
  const above = pathOf(owner)
  return above === undefined || key.op !== 'value' || typeof key.args !== 'string'
    ? undefined
    : [...above, key.args]
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const found: ASTNode[] = []
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect)
    else if (typeof value === 'object' && value !== null && 'op' in value) found.push(value as ASTNode)
  }
  collect(node.args)
  return found
}
