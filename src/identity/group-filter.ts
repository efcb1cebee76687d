import type { GroupFilter } from './identity.ts'

const filters = ['startsWith', 'equals', 'contains', 'regex'] as const satisfies readonly GroupFilter[]

/** The keys of a group filter that are written, each with its text; a good filter has one. */
export function writtenGroupFilters(
  groups: Partial<Record<GroupFilter, string | undefined>> | undefined,
): readonly (readonly [GroupFilter, string])[] {
  return filters.flatMap((filter) => {
    const text = groups?.[filter]
    return text === undefined ? [] : [[filter, text] as const]
  })
}

/** Compiles the expression of a `regex` filter, which Okta matches to the whole name; undefined when it is none. */
export function compileGroupPattern(text: string): RegExp | undefined {
  try {
    // Compiled by itself first: `a)(b` would only become an expression by what is put around it.
    void new RegExp(text, 'u')
    return new RegExp(`^(?:${text})$`, 'u')
  } catch {
    return undefined
  }
}
