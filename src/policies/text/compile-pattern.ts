/** Longest expression that a project may give, characters. */
const longestPattern = 1_000

/** What came of an expression of the options: the expression, or why it is not used. */
export type CompiledPattern = { readonly expression: RegExp } | { readonly problem: string }

/**
 * Compiles an expression of the options for use on any text. One that can match nothing, or that repeats a group that
 * itself repeats or chooses without end, is refused: on a text made for it, the latter can run for years.
 */
export function compilePattern(pattern: string, flags: string): CompiledPattern {
  if (pattern.length > longestPattern)
    return { problem: `The expression is longer than ${longestPattern} characters.` }
  let expression: RegExp
  try {
    expression = new RegExp(pattern, flags)
  } catch {
    return { problem: `"${pattern}" is not a regular expression.` }
  }
  if (new RegExp(pattern, flags.replace('g', '')).test(''))
    return { problem: `"${pattern}" matches the empty text, and so everywhere.` }
  if (repeatsRepetition(pattern))
    return { problem: `"${pattern}" repeats a group that repeats or chooses itself, which may never end.` }
  return { expression }
}

/** A repetition without an end at the start of a text: `*`, `+`, `{2,}`. */
const endless = /^(?:[*+]|\{\d+,\})/

/** True where a group that holds an endless repetition, or a choice, is repeated without an end. */
function repeatsRepetition(pattern: string): boolean {
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
