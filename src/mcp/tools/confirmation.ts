import { isJsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import type { ToolArguments } from './plan.ts'
import type { Confirmation, ToolProblem } from './tool.ts'

/** Argument by which a client without forms confirms a call; it never reaches the operation. */
export const confirmArgument = 'confirm'

/** What a tool with a confirmation is made of. */
export interface CompiledConfirmation {
  readonly confirmation: Confirmation
  /** The tool's schema as it is listed: with the argument that confirms. */
  readonly listed: JsonSchema
  readonly problems: readonly ToolProblem[]
}

/** Compiles `mcp.confirm`: true, or the question with `{argument}` where a value belongs. */
export function compileConfirmation(confirm: true | string, schema: JsonSchema): CompiledConfirmation {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {}
  const question = typeof confirm === 'string' ? parseQuestion(confirm) : []
  const problems: ToolProblem[] = []
  if (Object.hasOwn(properties, confirmArgument)) {
    problems.push({
      severity: 'error',
      code: 'SALLYPORT_MCP_CONFIRM_ARGUMENT',
      at: 'mcp',
      path: ['confirm'],
      message: `The operation has an argument "${confirmArgument}" of its own, by which a call could not be confirmed.`,
      hint: 'Rename that parameter for the tool, or confirm in the operation itself.',
    })
  }
  for (const part of question) {
    if (typeof part === 'string' || Object.hasOwn(properties, part.argument)) continue
    problems.push({
      severity: 'error',
      code: 'SALLYPORT_MCP_CONFIRM_ARGUMENT',
      at: 'mcp',
      path: ['confirm'],
      message: `The question names {${part.argument}}, which is no argument of the tool.`,
      hint: `Arguments: ${Object.keys(properties).join(', ') || 'none'}.`,
    })
  }
  const confirmation = { question }
  const listed = { ...schema, properties: { ...properties, [confirmArgument]: confirmSchema } }
  return { confirmation, listed, problems }
}

const confirmSchema = {
  type: 'string',
  description:
    'Leave this out. If the answer asks for a confirmation, ask the user, then send what it names.',
}

function parseQuestion(text: string): Confirmation['question'] {
  return text
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{[^{}]+\}$/.test(part) ? { argument: part.slice(1, -1) } : part))
}

/** Longest value in a question, characters, and longest list of all arguments. */
const longestValue = 200
const longestList = 1000

/** The question for one call. Values are the model's words: without line breaks, and not longer than a person reads. */
export function askQuestion({ question }: Confirmation, tool: string, args: ToolArguments): string {
  if (question.length > 0) {
    return question
      .map((part) => (typeof part === 'string' ? part : show(args[part.argument], longestValue)))
      .join('')
  }
  const list = Object.keys(args).length === 0 ? '' : ` with ${show(args, longestList)}`
  return `Run "${tool}"${list}?`
}

function show(value: unknown, longest: number): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '(not given)')
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
