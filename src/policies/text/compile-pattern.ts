import { RE2JS, RE2JSException } from 're2js'

/** Longest expression that a project may give, characters. */
const longestPattern = 1_000
/**
 * Most steps that one character of a text can cost: at 150 the worst expression takes about 0.4 s of a slow core for
 * 100 KB of text that keeps all of them busy, `[a-z]{1,400}[0-9]` with its 802 steps takes 2 s.
 */
const largestProgram = 150

/** An expression of a project: the time it takes to find a match grows with the text alone, whatever it says. */
export interface TextPattern {
  /** True when it matches somewhere in a text. */
  test(text: string): boolean
  /** Puts something in place of every match; in a text, `$1`, `$<name>`, `$&` and `$$` mean what they do in JavaScript. */
  replaceAll(text: string, replacement: string | (() => string)): string
}

/** What came of an expression of the options: the expression, or why it is not used and what to write instead. */
export type CompiledPattern =
  { readonly pattern: TextPattern } | { readonly problem: string; readonly hint: string }

/**
 * Compiles an expression of the options for use on any text, in the syntax of RE2. A matcher that backtracks, as that of
 * JavaScript does, can be kept busy for years by an expression such as `(a|a)*b` on a text of fifty characters.
 * One that matches the empty text is refused, as it matches everywhere, unless `mayBeEmpty` says that it may.
 */
export function compilePattern(source: string, mayBeEmpty = false): CompiledPattern {
  if (source.length > longestPattern)
    return {
      problem: `The expression is longer than ${longestPattern} characters.`,
      hint: 'Make several of it.',
    }
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source))
    if (compiled.programSize() > largestProgram)
      return {
        problem: `"${source}" is too large: each character of a text may cost ${compiled.programSize()} steps, and ${largestProgram} are the most; a count such as {1,400} is that many steps.`,
        hint: 'Repeat less often, or without end: {20,} costs less than {20,900}. Make several of a long one.',
      }
    const pattern = patternOf(compiled)
    if (mayBeEmpty || !pattern.test('')) return { pattern }
    return {
      problem: `"${source}" matches the empty text, and so everywhere.`,
      hint: 'Ask for at least one character: + in place of *.',
    }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    const why = error.message.replace('error parsing regexp: ', '')
    return { problem: `"${source}" is not a regular expression of RE2: ${why}.`, hint: hintOf(source) }
  }
}

function patternOf(compiled: RE2JS): TextPattern {
  return {
    test: (text) => compiled.matcher(text).find(),
    replaceAll: (text, replacement) => compiled.matcher(text).replaceAll(replacement),
  }
}

const linear = 'Expressions run in the linear-time engine RE2, which has no'

function hintOf(source: string): string {
  if (/\(\?<?[=!]/.test(source))
    return `${linear} look-around: match what stands around it too, in a group, and put it back with $1.`
  if (/\\(?:[1-9]|k<)/.test(source)) return `${linear} back-references: write the text out, or leave it open.`
  if (/\(\?>|[*+?}]\+/.test(source)) return `${linear} atomic groups, and needs none: leave them out.`
  if (/\{\d*,?\d{4,}\}/.test(source)) return `${linear} counts over 1000: repeat without end, such as {20,}.`
  return 'Write it in the syntax of RE2, which is nearly that of JavaScript.'
}
