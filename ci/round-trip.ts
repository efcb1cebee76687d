import type { JsonObject } from '../src/openapi/json-object.ts'
import { upgradeDocument } from '../src/openapi/upgrade-document.ts'
import { buildToolRequest } from '../src/mcp/tools/build-tool-request.ts'
import { compileTool, type CompiledTool } from '../src/mcp/tools/compile-tool.ts'
import type { Tool } from '../src/mcp/tools/tool.ts'
import { ArgumentGenerator } from '../test/support/argument-generator.ts'
import { toolSource } from '../test/support/mcp-world.ts'
import {
  bodyOf,
  bodySchemaPath,
  findRequestProblems,
  type WrittenOperation,
} from '../test/support/strict-upstream.ts'
import type { WrittenSchemas } from '../test/support/written-schema.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** An operation, the tool it became, and how the document has it. */
export interface CompiledOperation extends CompiledTool {
  readonly label: string
  readonly written: WrittenOperation
}

/** Compiles every operation of a document the way a project does, and keeps how the document has it. */
export function compileAll(document: JsonObject): CompiledOperation[] {
  const upgraded = upgradeDocument(document)
  const paths = Object.entries(document['paths'] as Readonly<Record<string, JsonObject>>)
  return paths.flatMap(([path, pathItem]) =>
    methods.flatMap((key) => {
      const operation = pathItem[key] as JsonObject | undefined
      if (operation === undefined) return []
      const method = key.toUpperCase()
      const upgradedItem = (upgraded['paths'] as Readonly<Record<string, JsonObject>>)[path] ?? {}
      const source = toolSource({
        method,
        path,
        operationId: operation['operationId'] as string | undefined,
        operation: upgradedItem[key] as JsonObject,
        pathItem: upgradedItem,
        document: upgraded,
      })
      const compiled = compileTool(source, { includeOutputSchema: true, includeStructuredContent: true })
      return [
        { ...compiled, label: `${method} ${path}`, written: { document, path, method, pathItem, operation } },
      ]
    }),
  )
}

/** Tries with wild texts first; where a header or a path cannot hold them, with plain ones. */
const mostTries = 40

/** Makes arguments for a tool, builds its request and has it read by the document; answers what went wrong. */
export async function judgeRoundTrip(
  tool: Tool,
  written: WrittenOperation,
  schemas: WrittenSchemas | undefined,
  seed: number,
): Promise<string[]> {
  let reason = 'nothing was generated'
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const generator = new ArgumentGenerator(tool.listing.inputSchema, seed + attempt, attempt < mostTries / 2)
    const args = generator.generate() as Readonly<Record<string, unknown>>
    reason = tool.arguments.findProblem(args) ?? ''
    if (reason !== '') continue
    const request = buildToolRequest(tool.plan, args)
    if (request.ok) {
      const built = { request: request.value, args, plan: tool.plan }
      const found = await findRequestProblems(written, built)
      const place = bodySchemaPath(written, request.value)
      const body = bodyOf(built)
      const problem =
        place === undefined || body === undefined ? undefined : schemas?.findProblem(place, body)
      return problem === undefined ? found : [...found, `by the document's own schema: ${problem}`]
    }
    reason = request.error
  }
  return [`no arguments: ${reason}`]
}
