/** What is asked of a store: whether the user has the relation to the object. */
export interface RelationTuple {
  readonly user: string
  readonly relation: string
  readonly object: string
}

/**
 * Fills the `{name}` places of a text; undefined when a value is missing, or is more than one identifier: a colon, a
 * number sign or a star would ask about another type, a set of users or everyone.
 */
export function fillTemplate(
  template: string,
  valueOf: (name: string) => string | undefined,
): string | undefined {
  let isGood = true
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = valueOf(name)
    if (value === undefined || !/^[^\s:#*]{1,256}$/.test(value)) isGood = false
    return value ?? ''
  })
  return isGood ? filled : undefined
}

/** Reads a tuple that a module made; undefined when it is none. */
export function parseTuple(value: unknown): RelationTuple | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { user, relation, object } = value as Record<string, unknown>
  if (typeof user !== 'string' || typeof relation !== 'string' || typeof object !== 'string') return undefined
  return { user, relation, object }
}
