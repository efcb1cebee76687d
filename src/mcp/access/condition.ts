import { Environment, EvaluationError } from '@marcbachmann/cel-js'
import { nestedLoop, usesOf, type ExpressionUses } from './expression-uses.ts'
import { refuse, ok, type Result } from '../../foundation/result.ts'
import { isLargerThan } from './value-size.ts'

/** What an expression can speak of. */
export interface ConditionVariables {
  /** Claims of the caller; empty for a caller who did not sign in. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Arguments of the call as the client sent them. */
  readonly arguments: Readonly<Record<string, unknown>>
  readonly tool: { readonly name: string; readonly kind: string }
  readonly route: {
    readonly path: string
    readonly method: string
    readonly operationId: string
    readonly tags: readonly string[]
  }
}

/** What an expression came to; only `true` lets a call pass. */
export type ConditionOutcome = Result<boolean, string>

/** A CEL expression, compiled at start. */
export interface Condition {
  readonly expression: string
  readonly uses: ExpressionUses
  evaluate(variables: ConditionVariables): ConditionOutcome
}

/** Why an expression cannot be compiled. */
export interface ConditionProblem {
  readonly message: string
  readonly hint: string
}

/** Bounds on what one evaluation can cost, with the refusal of nested loops and of regular expressions. */
const limits = {
  maxAstNodes: 300,
  maxDepth: 40,
  maxListElements: 100,
  maxMapEntries: 50,
  maxCallArguments: 8,
}
/** Most values and characters (in hundreds) that an expression with a loop is run over. */
const largestLoop = 10_000

const base = { enableOptionalTypes: true, homogeneousAggregateLiterals: false, limits }
const environment = new Environment(base)
  .registerVariable('claims', 'map')
  .registerVariable('arguments', 'map')
  .registerVariable('tool', 'map')
  .registerVariable('route', 'map')
/** Knows the fields of what is the gateway's own; it judges alone, for running with it costs ten times more. */
const judge = new Environment(base)
  .registerVariable('claims', 'map')
  .registerVariable('arguments', 'map')
  .registerVariable({ name: 'tool', schema: { name: 'string', kind: 'string' } })
  .registerVariable({
    name: 'route',
    schema: { path: 'string', method: 'string', operationId: 'string', tags: 'list<string>' },
  })

/** Compiles an expression; whatever is wrong with it is found here and not at a call. */
export function compileCondition(expression: string): Result<Condition, ConditionProblem> {
  const { valid, type, error } = judge.check(expression)
  if (!valid) return refuse(describeError(error, expression))
  if (type !== 'bool' && type !== 'dyn') {
    return refuse({
      message: `The condition gives a ${type ?? 'value'}; it must give true or false.`,
      hint: 'Compare it with something, such as claims.department == "sales".',
    })
  }
  const program = environment.parse(expression)
  const uses = usesOf(program.ast)
  const costly = findCostly(program.ast, uses, expression)
  if (costly !== undefined) return refuse(costly)
  return ok({ expression, uses, evaluate: (variables) => run(program, uses, variables) })
}

function run(
  program: (variables: Record<string, unknown>) => unknown,
  uses: ExpressionUses,
  variables: ConditionVariables,
): ConditionOutcome {
  const { claims, arguments: args } = variables
  if (uses.loops && (isLargerThan(args, largestLoop) || isLargerThan(claims, largestLoop)))
    return refuse('the values are too many to run a loop over')
  try {
    const value = program({ ...variables })
    return typeof value === 'boolean' ? ok(value) : refuse('it gives neither true nor false')
  } catch (thrown) {
    return refuse(failureOf(thrown))
  }
}

/** The time of a regular expression, and of a loop within a loop, depends on what the caller sends. */
function findCostly(
  ast: Parameters<typeof usesOf>[0],
  uses: ExpressionUses,
  expression: string,
): ConditionProblem | undefined {
  if (uses.functions.has('matches')) {
    return {
      message: 'The condition uses matches(), whose time has no bound.',
      hint: 'Use startsWith(), endsWith(), contains() or ==.',
    }
  }
  const nested = nestedLoop(ast)
  if (nested === undefined) return undefined
  return {
    message: `The condition has a loop within a loop at character ${nested + 1}: ${mark(expression, nested)}`,
    hint: 'Use "in" for one of them: claims.groups.exists(g, g in ["a", "b"]).',
  }
}

function describeError(
  error: { readonly message: string; readonly node?: { readonly pos: number } } | undefined,
  expression: string,
): ConditionProblem {
  const start = error?.node?.pos ?? 0
  return {
    message: `The condition cannot be read at character ${start + 1}: ${summaryOf(error)}: ${mark(expression, start)}`,
    hint: 'A condition is a CEL expression over claims, arguments, tool and route, such as arguments.amount <= 100.',
  }
}

/** The expression with a mark where the problem begins. */
function mark(expression: string, at: number): string {
  const from = Math.max(0, at - 40)
  return `${from > 0 ? '…' : ''}${expression.slice(from, at)} >>> ${expression.slice(at, at + 40)}`
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The first line alone: the rest shows the expression again. */
function summaryOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return text.split('\n', 1)[0]?.slice(0, 200) ?? ''
}

/** Why an evaluation failed, by the part of the expression; the library's own sentence may hold values of the caller. */
function failureOf(thrown: unknown): string {
  if (!(thrown instanceof EvaluationError)) return 'its evaluation failed'
  const { code, node } = thrown
  const part = node?.input?.slice(node.start, node.end)
  const reason = code.replaceAll('_', ' ')
  return part === undefined ? reason : `${reason} in ${part}`
}
