import { expect, test } from 'vitest'
import { compileTool } from '../../../../src/mcp/tools/compile-tool.ts'
import type { ToolSource } from '../../../../src/mcp/tools/tool.ts'
import { toolOf, toolSource } from '../../../support/mcp-world.ts'
import { shows } from '../../../support/shows.ts'

const plain = { includeOutputSchema: false, includeStructuredContent: false }
const described = { includeOutputSchema: true, includeStructuredContent: false }

function problemsOf(changes: Partial<ToolSource>) {
  const { tool, problems } = compileTool(toolSource(changes), plain)
  return { hasTool: tool !== undefined, problems }
}

test.each([
  [{ mcp: { name: 'books' }, operationId: 'listBooks' }, 'books'],
  [{ operationId: 'listBooks' }, 'listBooks'],
  [{ operationId: undefined, path: '/books/{id}' }, 'GET_books_id'],
])('the name of %j is %s', (changes: Partial<ToolSource>, name) => {
  expect(toolOf(changes).listing.name).toBe(name)
})

shows('A18', 'a name that clients refuse is changed, and that is said', () => {
  const { tool, problems } = compileTool(toolSource({ operationId: 'books.list' }), plain)
  expect(tool?.listing.name).toBe('books_list')
  expect(problems).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_MCP_TOOL_RENAMED', at: 'operation', path: ['operationId'] },
  ])
  const named = compileTool(toolSource({ mcp: { name: 'a b' } }), plain)
  expect(named.problems).toMatchObject([{ at: 'mcp', path: ['name'] }])
})

test.each([
  [{ mcp: { description: 'M' }, operation: { description: 'D', summary: 'S' } }, 'M'],
  [{ operation: { description: 'D', summary: 'S' } }, 'D'],
  [{ operation: { description: ' ', summary: 'S' } }, 'S'],
  [{}, 'Calls GET /books.'],
])('the description of %j is %s', (changes: Partial<ToolSource>, description) => {
  expect(toolOf(changes).listing.description).toBe(description)
})

test('annotations and _meta are passed on; without them there are the hints of the method alone', () => {
  const mcp = { annotations: { title: 'Books', readOnlyHint: true }, _meta: { 'a/b': { c: 1 } } }
  expect(toolOf({ mcp }).listing).toMatchObject(mcp)
  expect(Object.keys(toolOf().listing)).toEqual(['name', 'description', 'inputSchema', 'annotations'])
})

test('an operation that is not enabled is left out silently', () => {
  expect(problemsOf({ mcp: { enabled: false } })).toEqual({ hasTool: false, problems: [] })
})

test('settings of the wrong shape are errors at their place', () => {
  const { hasTool, problems } = problemsOf({ mcp: { name: 5, descripton: 'x' } })
  expect(hasTool).toBe(false)
  expect(problems.map(({ severity, at, path }) => [severity, at, path])).toEqual([
    ['error', 'mcp', ['descripton']],
    ['error', 'mcp', ['name']],
  ])
})

test.each([
  [
    { requestBody: { content: { 'multipart/mixed': {} } } },
    'SALLYPORT_MCP_UNSUPPORTED_BODY',
    ['requestBody'],
  ],
  [{ parameters: [{ $ref: '#/nothing' }] }, 'SALLYPORT_MCP_UNSUPPORTED_PARAMETER', ['parameters']],
  [
    { parameters: [{ name: 'a', in: 'query', schema: { $ref: 'https://example.com/a' } }] },
    'SALLYPORT_MCP_INVALID_SCHEMA',
    ['parameters'],
  ],
])('%j is an error', (operation, code, path) => {
  const { hasTool, problems } = problemsOf({ operation })
  expect(hasTool).toBe(false)
  expect(problems).toMatchObject([{ severity: 'error', code, at: 'operation', path }])
})

const book = {
  type: 'object',
  properties: { id: { type: 'integer', readOnly: true }, secret: { type: 'string', writeOnly: true } },
}
const answer = (schema: unknown) => ({ content: { 'application/json': { schema } } })

test('the outputSchema is that of the successful answer, when it is wanted', () => {
  const operation = { responses: { 200: answer(book), 404: answer({ type: 'string' }) } }
  const tool = toolOf({ operation }, described)
  expect(tool.listing.outputSchema).toEqual({ type: 'object', properties: { id: { type: 'integer' } } })
  expect(tool.isStructured).toBe(true)
  expect(toolOf({ operation }).listing.outputSchema).toBeUndefined()
  expect(toolOf({ operation }).isStructured).toBe(false)
})

test.each([
  ['is a list', { 200: answer({ type: 'array' }) }],
  ['differs', { 200: answer(book), 201: answer({ type: 'object' }) }],
  ['may be empty', { 200: answer(book), 204: {} }],
  ['has no schema', { 200: { content: { 'application/json': {} } } }],
  ['is not described', { 200: {} }],
  ['refers to nothing', { 200: answer({ type: 'object', properties: { a: { $ref: '#/no' } } }) }],
])('an answer that %s has no outputSchema', (_, responses) => {
  expect(toolOf({ operation: { responses } }, described).listing.outputSchema).toBeUndefined()
})

test('an answer that contains itself has an object as root all the same', () => {
  const schemas = { Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } } }
  const operation = { responses: { 200: answer({ $ref: '#/components/schemas/Node' }) } }
  const tool = toolOf({ operation, document: { components: { schemas } } }, described)
  expect(tool.listing.outputSchema).toMatchObject({ type: 'object', $defs: { Node: { type: 'object' } } })
  expect(tool.answer?.findProblem({ next: { next: 1 } })).toBe('/next/next must be object')
})

test('a URL pattern of named parameters is called as its template says', () => {
  const tool = toolOf({ path: '/books/:id', urlPattern: { template: '/books/{id}' } })
  expect(tool.listing.inputSchema).toMatchObject({ required: ['id'] })
})

test('a URL pattern that says more is no tool', () => {
  const { hasTool, problems } = problemsOf({ path: '/books/*', urlPattern: { template: undefined } })
  expect(hasTool).toBe(false)
  expect(problems).toMatchObject([{ severity: 'error', code: 'SALLYPORT_MCP_UNSUPPORTED_PATH' }])
})
