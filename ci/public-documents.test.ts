import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../src/openapi/json-object.ts'
import { upgradeDocument } from '../src/openapi/upgrade-document.ts'
import { buildToolRequest } from '../src/mcp/tools/build-tool-request.ts'
import { compileTool, type CompiledTool } from '../src/mcp/tools/compile-tool.ts'
import type { Tool } from '../src/mcp/tools/tool.ts'
import { toolSource } from '../test/support/mcp-world.ts'
import { ArgumentGenerator } from '../test/support/argument-generator.ts'
import {
  bodyOf,
  bodySchemaPath,
  findRequestProblems,
  type WrittenOperation,
} from '../test/support/strict-upstream.ts'
import { readWrittenSchemas, type WrittenSchemas } from '../test/support/written-schema.ts'
import { publicDocuments, readPublicDocument } from './public-documents.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

interface CompiledOperation extends CompiledTool {
  readonly label: string
  readonly written: WrittenOperation
}

/** Compiles every operation of a document the way a project does, and keeps how the document has it. */
function compileAll(document: JsonObject): CompiledOperation[] {
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

async function judgeRoundTrip(
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

describe.each(publicDocuments)('$name', ({ file, operations, ambiguousOperations = 0 }) => {
  const document = readPublicDocument(file)
  const compiled = compileAll(document)

  test('every operation becomes a tool', () => {
    const refused = compiled.filter(({ tool }) => tool === undefined)
    expect(compiled).toHaveLength(operations)
    expect(refused.map(({ label, problems }) => [label, problems.map(({ message }) => message)])).toEqual([])
  })

  test('every tool has a name of its own, and a schema of JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const names = compiled.map(({ tool }) => tool?.listing.name ?? '')
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name))).toEqual([])
    const invalid = compiled.flatMap(({ tool, label }) =>
      [tool?.listing.inputSchema, tool?.listing.outputSchema]
        .filter((schema) => schema !== undefined)
        .flatMap((schema) => (ajv.validateSchema(schema) === true ? [] : [`${label}: ${ajv.errorsText()}`])),
    )
    expect(invalid).toEqual([])
  })

  test(
    'every request that arguments make is read by the document as the same values',
    { timeout: 300_000 },
    async () => {
      const problems: string[] = []
      const ambiguous: string[] = []
      const schemas = readWrittenSchemas(document)
      for (const [index, { tool, label, written, problems: said }] of compiled.entries()) {
        if (tool === undefined) continue
        tool.answer?.warm()
        // Of what was simplified the document says more than the tool.
        const isSimplified = said.some(({ code }) => code === 'SALLYPORT_MCP_SIMPLIFIED')
        const found = await judgeRoundTrip(tool, written, isSimplified ? undefined : schemas, 1000 * index)
        // Two parameters of one field cannot be told apart, which was said when the tool was compiled.
        if (said.some(({ code }) => code === 'SALLYPORT_MCP_AMBIGUOUS_QUERY')) ambiguous.push(label)
        else if (found.length > 0) problems.push(`${label}: ${found.join('; ')}`)
      }
      expect(problems).toEqual([])
      expect(ambiguous).toHaveLength(ambiguousOperations)
    },
  )
})
