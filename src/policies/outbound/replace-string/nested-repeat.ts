/**
 * Finds a repetition without an upper bound inside another one, such as `(a+)+`, on which a matcher that backtracks can
 * take time exponential in the length of a text. Answers the inner group's text; undefined when there is none. What
 * overlaps in other ways (`(a|a)*`) is not seen.
 */
export function findNestedRepeat(pattern: string): string | undefined {
  const open: { readonly at: number; repeats: boolean }[] = []
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at]
    if (sign === '\\') at += 1
    else if (sign === '[') at = endOfClass(pattern, at)
    else if (sign === '(') open.push({ at, repeats: false })
    else if (sign === ')') {
      const group = open.pop()
      if (group === undefined) return undefined
      const repeated = isUnbounded(pattern, at + 1)
      if (repeated && group.repeats) return pattern.slice(group.at, at + 1)
      const outer = open.at(-1)
      if (outer !== undefined && (repeated || group.repeats)) outer.repeats = true
    } else if (isUnbounded(pattern, at)) {
      const group = open.at(-1)
      if (group !== undefined) group.repeats = true
    }
  }
  return undefined
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}

function isUnbounded(pattern: string, at: number): boolean {
  const sign = pattern[at]
  return sign === '*' || sign === '+' || /^\{\d+,\}/.test(pattern.slice(at, at + 12))
}
