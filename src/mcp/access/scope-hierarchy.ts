/** Scopes that stand for others, with all that lies below them worked out. */
export interface ScopeHierarchy {
  /** The granted scopes and everything below them. */
  expand(granted: readonly string[]): ReadonlySet<string>
  /** The way from a granted scope down to the needed one, both included; undefined when none leads there. */
  pathTo(needed: string, granted: readonly string[]): readonly string[] | undefined
}

/** Works out at start what lies below each scope; a circle makes its scopes equal and harms nothing. */
export function compileScopeHierarchy(declared: Readonly<Record<string, readonly string[]>>): ScopeHierarchy {
  const below = new Map<string, readonly string[]>()
  for (const scope of Object.keys(declared)) below.set(scope, [...walk(scope, declared).keys()])
  return {
    expand: (granted) => new Set(granted.flatMap((scope) => below.get(scope) ?? scope)),
    pathTo: (needed, granted) => {
      for (const scope of granted) {
        const parents = walk(scope, declared)
        if (parents.has(needed)) return wayOf(needed, parents)
      }
      return undefined
    },
  }
}

/** Every scope at or below one, nearest first, each with the scope that it was reached from. */
function walk(
  from: string,
  declared: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, string | undefined> {
  const parents = new Map<string, string | undefined>([[from, undefined]])
  // A map is walked in the order of insertion, and also through what is added on the way.
  for (const scope of parents.keys()) {
    const next = Object.hasOwn(declared, scope) ? (declared[scope] ?? []) : []
    for (const child of next) if (!parents.has(child)) parents.set(child, scope)
  }
  return parents
}

function wayOf(needed: string, parents: ReadonlyMap<string, string | undefined>): readonly string[] {
  const way: string[] = []
  for (let at: string | undefined = needed; at !== undefined; at = parents.get(at)) way.unshift(at)
  return way
}
