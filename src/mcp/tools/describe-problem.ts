import { statusTitle } from '../../foundation/http/problem.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'

/** Longest text of an answer that is repeated to the model, characters. */
const longestText = 4000
/** Most of the problems of a request that are named. */
const mostProblems = 20

/** Says why an operation failed, so that a model can act on it: a problem document (RFC 9457) in a few lines, any other text as it is. */
export function describeProblem(status: number, text: string): string {
  const problem = parseObject(text)
  if (problem === undefined) {
    const said = text.trim() === '' ? '.' : `: ${shorten(text)}`
    return `The operation answered ${nameOf(status)}${said}`
  }
  const { said, used } = sentencesOf(problem, status)
  const problems = problemsOf(problem, used)
  const head = `The operation answered ${nameOf(status)}`
  return [
    said.length === 0 ? `${head}.` : `${head}: ${said.join(' ')}`,
    ...problems,
    ...restOf(problem, used),
  ].join('\n')
}

function nameOf(status: number): string {
  return status < 400 ? String(status) : `${status} ${statusTitle(status)}`
}

function parseObject(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Members that say in words what is wrong: of problem documents first, then of those that are written instead. */
const wordy = ['title', 'detail', 'message', 'error_description', 'error', 'hint']
/** Members that repeat what is said already, or are meant for people who read logs. */
const silent = ['status', 'statusCode', 'type', 'trace']

function sentencesOf(problem: JsonObject, status: number): { said: string[]; used: Set<string> } {
  const used = new Set(silent)
  const said: string[] = []
  for (const key of wordy) {
    const text = problem[key]
    if (typeof text !== 'string' || text.trim() === '') continue
    used.add(key)
    const sentence = shorten(text.trim())
    const repeats = [statusTitle(status), ...said].some((other) => other.includes(sentence))
    if (!repeats) said.push(/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)
  }
  const { instance } = problem
  used.add('instance')
  if (typeof instance === 'string' && instance !== '') said.push(`(${shorten(instance)})`)
  return { said, used }
}

/** Names under which frameworks list what is wrong with a request. */
const lists = [
  'errors',
  'invalid-params',
  'invalidParams',
  'invalid_params',
  'violations',
  'issues',
  'details',
  'detail',
]

function problemsOf(problem: JsonObject, used: Set<string>): readonly string[] {
  const key = lists.find((name) => typeof problem[name] === 'object' && problem[name] !== null)
  if (key === undefined) return []
  used.add(key)
  const value = problem[key]
  const lines = Array.isArray(value)
    ? value.map(lineOfItem)
    : Object.entries(value as JsonObject).map(lineOfEntry)
  const shown = lines.slice(0, mostProblems).map((line) => `- ${shorten(line)}`)
  return lines.length > mostProblems ? [...shown, `- and ${lines.length - mostProblems} more`] : shown
}

/** Where, then what: `/title: is required`. */
function lineOfItem(item: unknown): string {
  if (typeof item === 'string') return item
  if (!isJsonObject(item)) return JSON.stringify(item)
  const where = [
    item['pointer'],
    item['path'],
    item['field'],
    item['name'],
    item['loc'],
    item['param'],
    item['location'],
  ].find((value) => value !== undefined && value !== null)
  const what = [
    item['message'],
    item['detail'],
    item['reason'],
    item['msg'],
    item['description'],
    item['title'],
  ].find((value) => typeof value === 'string')
  if (typeof what !== 'string') return JSON.stringify(item)
  const place = Array.isArray(where) ? where.join('/') : where
  return typeof place === 'string' && place !== '' ? `${place}: ${what}` : what
}

function lineOfEntry([name, value]: readonly [string, unknown]): string {
  const texts = Array.isArray(value) ? value : [value]
  return `${name}: ${texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))).join(' ')}`
}

/** Whatever else a problem document holds, when it is short. */
function restOf(problem: JsonObject, used: ReadonlySet<string>): readonly string[] {
  const rest = Object.entries(problem).filter(([key, value]) => !used.has(key) && value !== null)
  if (rest.length === 0) return []
  const text = JSON.stringify(Object.fromEntries(rest))
  return text.length <= longestRest ? [text] : []
}

const longestRest = 1000

function shorten(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}… (${text.length} characters)`
}
