/** A repetition without an end at the start of a text: `*`, `+`, `{2,}`. */
const endless = /^(?:[*+]|\{\d+,\})/

/**
 * True where a group that holds an endless repetition, or a choice, is repeated without an end, such as `(a+)+` and
 * `(a|a)*`: on a text made for it, a matcher that backtracks can run for years.
 */
export function mayNeverEnd(pattern: string): boolean {
  /** For each open group: whether something in it repeats or chooses. */
  const open: boolean[] = [false]
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at++
    else if (character === '[') at = endOfClass(pattern, at)
    else if (character === '(') open.push(false)
    else if (character === ')') {
      const repeats = open.pop() ?? false
      const isRepeated = endless.test(pattern.slice(at + 1, at + 16))
      if (repeats && isRepeated) return true
      if (repeats || isRepeated) open[open.length - 1] = true
    } else if (character === '|' || endless.test(pattern.slice(at, at + 16))) open[open.length - 1] = true
  }
  return false
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}
