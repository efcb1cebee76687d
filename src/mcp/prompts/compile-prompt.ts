import { isJsonObject } from '../../openapi/json-object.ts'
import type { JsonSchema } from '../../openapi/schema-compiler.ts'
import { compileCompletions } from '../items/compile-completions.ts'
import { checkSettings } from '../items/check-settings.ts'
import { propertyOf } from '../items/text-arguments.ts'
import { compileTool } from '../tools/compile-tool.ts'
import type { Tool, ToolProblem, ToolSource } from '../tools/tool.ts'
import type { Prompt, PromptArgument } from './prompt.ts'
import { promptSettings } from './settings.ts'

/** What became of an operation that is to be a prompt. */
export interface CompiledPrompt {
  /** Undefined when it is not enabled, or has an error among its problems. */
  readonly prompt: Prompt | undefined
  readonly problems: readonly ToolProblem[]
}

const methods = ['POST', 'GET']

/** Makes a prompt of an operation, at start. */
export function compilePrompt(source: ToolSource): CompiledPrompt {
  const problems: ToolProblem[] = []
  const settings = checkSettings(promptSettings, source, problems)
  if (settings === undefined || !settings.enabled) return { prompt: undefined, problems }
  if (!methods.includes(source.method)) problems.push(wrongMethod(source))
  const { name, description } = settings
  const mcp = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  }
  const compiled = compileTool(
    { ...source, mcp },
    { includeOutputSchema: false, includeStructuredContent: false },
  )
  problems.push(...compiled.problems)
  if (compiled.tool === undefined) return { prompt: undefined, problems }
  const prompt = assemble(compiled.tool, settings, problems)
  return { prompt: problems.some(({ severity }) => severity === 'error') ? undefined : prompt, problems }
}

type Settings = NonNullable<ReturnType<typeof promptSettings.parse>>

function assemble(tool: Tool, settings: Settings, problems: ToolProblem[]): Prompt {
  const schema = tool.listing.inputSchema
  const args = describeArguments(schema)
  const { title, icons, _meta } = settings
  return {
    listing: {
      name: tool.listing.name,
      ...(title === undefined ? {} : { title }),
      description: tool.listing.description,
      ...(args.length === 0 ? {} : { arguments: args }),
      ...(icons === undefined ? {} : { icons }),
      ...(_meta === undefined ? {} : { _meta }),
    },
    tool,
    completions: compileCompletions(
      args.map(({ name }) => name),
      schema,
      settings.completions,
      problems,
    ),
  }
}

function describeArguments(schema: JsonSchema): readonly PromptArgument[] {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.keys(properties).map((name) => {
    const property = propertyOf(schema, name) ?? {}
    // What stands beside a reference describes this use of it.
    const own = isJsonObject(properties[name]) ? properties[name] : {}
    const title = own['title'] ?? property['title']
    const description = own['description'] ?? property['description']
    return {
      name,
      ...(typeof title === 'string' ? { title } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      required: required.includes(name),
    }
  })
}

function wrongMethod({ method, path }: ToolSource): ToolProblem {
  return {
    severity: 'error',
    code: 'SALLYPORT_MCP_PROMPT_METHOD',
    at: 'operation',
    path: [],
    message: `A prompt is got by POST (or GET); ${method} ${path} cannot be one.`,
    hint: 'Make the operation a POST whose JSON body holds the arguments.',
  }
}
