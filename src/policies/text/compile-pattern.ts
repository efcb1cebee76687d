import { mayNeverEnd } from './may-never-end.ts'

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
  if (mayNeverEnd(pattern))
    return { problem: `"${pattern}" repeats a group that repeats or chooses itself, which may never end.` }
  return { expression }
}
