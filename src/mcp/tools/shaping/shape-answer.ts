import { estimateTokenCount } from 'tokenx'
import { ok, refuse, type Result } from '../../../foundation/result.ts'
import { cutAnswer, findLimits, startOf } from './cut-answer.ts'
import type { ResponseShape } from './response-shape.ts'

/** An answer as the model gets it. */
export interface ShapedAnswer {
  readonly text: string
  /** The same as JSON; undefined when the text is not JSON, or no longer is. */
  readonly value: unknown
  /** What was cut, as sentences; empty when nothing was. */
  readonly cuts: readonly string[]
  /** The text before anything was cut. */
  readonly whole: string
}

/** Shapes the text of a successful answer, or says why it cannot be shaped. */
export function shapeAnswer(text: string, shape: ResponseShape): Result<ShapedAnswer, string> {
  const parsed = parseJson(text)
  if (!parsed.ok) {
    // What an operator leaves out must not come through because an answer looks different from what was expected.
    if (shape.reshape !== undefined)
      return refuse('The answer is not JSON, so what this tool shows of it cannot be found in it')
    return ok(cutText(text, shape.maxTokens))
  }
  try {
    return ok(shapeJson(text, parsed.value, shape))
  } catch (error) {
    if (error instanceof RangeError) return refuse('The answer is nested too deep to be shaped')
    // What is thrown is a type error of JMESPath, whose text may quote the answer.
    return refuse('The answer is not of the kind that this tool shows a part of')
  }
}

function shapeJson(text: string, parsed: unknown, shape: ResponseShape): ShapedAnswer {
  const { reshape, maxItems, maxTokens } = shape
  const value = reshape === undefined ? parsed : reshape(parsed)
  const whole = reshape === undefined ? text : writeJson(value)
  const limited =
    maxItems === undefined
      ? { value, cuts: [] }
      : cutAnswer(value, { items: maxItems, characters: Number.POSITIVE_INFINITY })
  const shown = limited.cuts.length === 0 ? whole : writeJson(limited.value)
  const most = maxTokens === undefined ? undefined : charactersFor(shown, maxTokens)
  if (most === undefined) return { text: shown, value: limited.value, cuts: limited.cuts, whole }
  return cutToBudget(value, limited.value, shown, most, whole)
}

/** Lists of the whole answer are counted, not those that are cut already. */
function cutToBudget(
  value: unknown,
  limited: unknown,
  shown: string,
  most: number,
  whole: string,
): ShapedAnswer {
  const limits = findLimits(limited, most)
  if (limits !== undefined) {
    const cut = cutAnswer(value, limits)
    return { text: writeJson(cut.value), value: cut.value, cuts: cut.cuts, whole }
  }
  const start = startOf(shown, most)
  const sentence = `The answer shows its first ${start.length} of ${shown.length} characters, and is no JSON therefore.`
  return {
    text: start,
    value: cutAnswer(limited, { items: 1, characters: 200 }).value,
    cuts: [sentence],
    whole,
  }
}

function cutText(text: string, maxTokens: number | undefined): ShapedAnswer {
  const most = maxTokens === undefined ? undefined : charactersFor(text, maxTokens)
  if (most === undefined) return { text, value: undefined, cuts: [], whole: text }
  const start = startOf(text, most)
  const line = start.lastIndexOf('\n')
  const shown = line > most / 2 ? start.slice(0, line) : start
  return {
    text: shown,
    value: undefined,
    cuts: [`The text shows its first ${shown.length} of ${text.length} characters.`],
    whole: text,
  }
}

/** Longest text whose tokens are counted whole; of a longer one a part stands for the rest. */
const countedWhole = 100_000

/** How many characters a budget has room for; undefined when the text is within it. */
function charactersFor(text: string, maxTokens: number): number | undefined {
  // No token is shorter than a character.
  if (text.length <= maxTokens) return undefined
  const counted = text.length <= countedWhole ? text : text.slice(0, countedWhole)
  const tokens = (estimateTokenCount(counted) * text.length) / counted.length
  return tokens <= maxTokens ? undefined : Math.floor((text.length * maxTokens) / tokens)
}

function writeJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

function parseJson(text: string): Result<unknown, undefined> {
  try {
    return ok(JSON.parse(text) as unknown)
  } catch {
    return refuse(undefined)
  }
}
