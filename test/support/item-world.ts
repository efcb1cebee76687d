import type { Reply } from '../../src/gateway/exchange.ts'
import type { GatewayContext } from '../../src/gateway/request-context.ts'
import { compilePrompt } from '../../src/mcp/prompts/compile-prompt.ts'
import type { Prompt } from '../../src/mcp/prompts/prompt.ts'
import type { McpServerSettings, ServedTool } from '../../src/mcp/protocol/mcp-server.ts'
import { compileResource } from '../../src/mcp/resources/compile-resource.ts'
import type { Resource } from '../../src/mcp/resources/resource.ts'
import type { ToolRequest } from '../../src/mcp/tools/plan.ts'
import type { Tool, ToolSource } from '../../src/mcp/tools/tool.ts'
import { createMcpWorld, toolSource, type McpWorld } from './mcp-world.ts'

/** The prompt of an operation that compiles without problems. */
export function promptOf(changes: Partial<ToolSource> = {}): Prompt {
  const { prompt, problems } = compilePrompt(toolSource({ method: 'POST', ...changes }))
  if (prompt === undefined) throw new Error(`not a prompt: ${JSON.stringify(problems)}`)
  return prompt
}

/** A prompt with arguments of several types, which it posts. */
export function reviewPrompt(mcp: Record<string, unknown> = {}): Prompt {
  const properties = {
    title: { type: 'string', description: 'Of the book.' },
    stars: { type: 'integer' },
    tone: { enum: ['kind', 'strict', 'neutral'] },
    spoilers: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
  }
  const schema = { type: 'object', properties, required: ['title'] }
  return promptOf({
    path: '/review',
    operationId: 'review',
    operation: {
      description: 'Reviews a book.',
      requestBody: { required: true, content: { 'application/json': { schema } } },
    },
    mcp: { type: 'prompt', ...mcp },
  })
}

/** The resource of an operation that compiles without problems. */
export function resourceOf(changes: Partial<ToolSource> = {}): Resource {
  const { resource, problems } = compileResource(toolSource(changes))
  if (resource === undefined) throw new Error(`not a resource: ${JSON.stringify(problems)}`)
  return resource
}

/** A resource for each book. */
export function bookResource(mcp: Record<string, unknown> = {}): Resource {
  return resourceOf({
    path: '/books/{id}',
    operationId: 'book',
    operation: {
      summary: 'One book.',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'lang', in: 'query', schema: { enum: ['en', 'de'] } },
      ],
    },
    mcp: { type: 'resource', ...mcp },
  })
}

/** What a world of items is made of. */
export interface ItemWorldInput extends Partial<Omit<McpServerSettings, 'tools' | 'prompts' | 'resources'>> {
  readonly tools?: readonly Tool[]
  readonly prompts?: readonly Prompt[]
  readonly resources?: readonly Resource[]
  /** Stands for the routes. */
  readonly respond?: (request: ToolRequest, context: GatewayContext | undefined) => Reply | Promise<Reply>
}

/** An MCP server of any items, whose routes answer what the test says; `asked` collects what they were asked. */
export function createItemWorld(input: ItemWorldInput): McpWorld & { readonly asked: ToolRequest[] } {
  const { tools = [], prompts = [], resources = [], respond, ...settings } = input
  const asked: ToolRequest[] = []
  const answer = respond ?? (() => ({ status: 204, headers: {}, body: undefined }))
  const dispatch: ServedTool['dispatch'] = async (request, _exchange, context) => {
    asked.push(request)
    return answer(request, context)
  }
  const world = createMcpWorld(tools, (request) => answer(request, undefined), {
    ...settings,
    prompts: prompts.map((prompt) => ({ prompt, dispatch })),
    resources: resources.map((resource) => ({ resource, dispatch })),
  })
  return { ...world, asked }
}
