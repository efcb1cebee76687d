import { expect, test } from 'vitest'
import { ProjectError, type Diagnostic } from '../../../../src/foundation/diagnostic.ts'
import { mcpServer } from '../../../../src/handlers/mcp-server/mcp-server.ts'
import { createGatewayFixture, functionRoute } from '../../../support/gateway-fixture.ts'

const file = './config/routes.oas.json'
const modules = { './modules/m': { answer: () => 'ok' } }

function mcpRoute(
  operations: readonly unknown[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const handler = {
    export: 'mcpServerHandler',
    module: '$import(@zuplo/runtime)',
    options: { operations, ...more },
  }
  return { operationId: 'mcp', 'x-zuplo-route': { corsPolicy: 'none', handler } }
}

/** What the start says of a project with two books operations and one MCP server. */
async function diagnosticsOf(
  operations: readonly unknown[],
  books: Record<string, unknown> = {},
): Promise<readonly Diagnostic[]> {
  const paths = {
    '/books': {
      get: { operationId: 'listBooks', ...functionRoute('answer'), ...books },
      post: { operationId: 'addBook', ...functionRoute('answer', { mcp: { name: 'add' } }) },
    },
    '/mcp': { post: mcpRoute(operations) },
  }
  try {
    const fixture = await createGatewayFixture({ paths, modules, catalog: { handlers: [mcpServer] } })
    await fixture.close()
    return fixture.gateway.diagnostics
  } catch (error) {
    if (error instanceof ProjectError) return error.diagnostics
    throw error
  }
}

test('operations that are in order say nothing', async () => {
  const operations = [
    { file, id: 'listBooks' },
    { file: 'config/routes.oas.json', id: 'addBook' },
  ]
  expect(await diagnosticsOf(operations)).toEqual([])
})

test('an unknown operation is an error at its id, with the nearest one', async () => {
  const found = await diagnosticsOf([
    { file, id: 'addBook' },
    { file, id: 'listBook' },
  ])
  expect(found).toMatchObject([
    {
      severity: 'error',
      code: 'SALLYPORT_MCP_UNKNOWN_OPERATION',
      file: 'config/routes.oas.json',
      message: '"./config/routes.oas.json" has no operation "listBook".',
      hint: 'Did you mean "listBooks"?',
    },
  ])
  expect(found[0]?.line).toBeGreaterThan(0)
})

test('an unknown file is an error at its file, with the nearest one', async () => {
  expect(await diagnosticsOf([{ file: './config/route.oas.json', id: 'listBooks' }])).toMatchObject([
    {
      code: 'SALLYPORT_MCP_UNKNOWN_OPERATION',
      message: 'The project has no route file "./config/route.oas.json" with operations in it.',
      hint: 'Did you mean "./config/routes.oas.json"?',
    },
  ])
})

test('two operations of one name are an error that names both', async () => {
  const operations = [
    { file, id: 'listBooks' },
    { file, id: 'addBook' },
  ]
  const found = await diagnosticsOf(operations, functionRoute('answer', { mcp: { name: 'add' } }))
  expect(found).toMatchObject([{ severity: 'error', code: 'SALLYPORT_MCP_DUPLICATE_TOOL' }])
  expect(found[0]?.message).toContain(
    'listBooks in ./config/routes.oas.json and addBook in ./config/routes.oas.json',
  )
})

test('a server cannot be its own tool', async () => {
  expect(await diagnosticsOf([{ file, id: 'mcp' }])).toMatchObject([
    { severity: 'error', code: 'SALLYPORT_MCP_OWN_OPERATION' },
  ])
})

test('what is wrong with an operation stands at the operation, not at the server', async () => {
  const reader = (books: Record<string, unknown>) => diagnosticsOf([{ file, id: 'listBooks' }], books)
  const broken = await reader({ requestBody: { content: { 'multipart/mixed': {} } } })
  const misspelt = await reader(functionRoute('answer', { mcp: { type: 'resource', titel: 'Books' } }))
  const server = await diagnosticsOf([{ file, id: 'nothing' }])
  expect(broken).toMatchObject([{ severity: 'error', code: 'SALLYPORT_MCP_UNSUPPORTED_BODY' }])
  expect(misspelt).toMatchObject([{ severity: 'error', code: 'SALLYPORT_CONFIG_UNKNOWN_KEY' }])
  // The fixture's documents are written on one line, in which the operation stands before the server.
  for (const [found] of [broken, misspelt]) expect(found?.column).toBeLessThan(server[0]?.column ?? 0)
})

test('a server without operations, or for another method than POST, is warned about', async () => {
  expect(await diagnosticsOf([])).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_NO_TOOLS' }])
  const paths = {
    '/books': { get: { operationId: 'listBooks', ...functionRoute('answer') } },
    '/mcp': { get: mcpRoute([{ file, id: 'listBooks' }]) },
  }
  const fixture = await createGatewayFixture({ paths, modules, catalog: { handlers: [mcpServer] } })
  expect(fixture.gateway.diagnostics).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_NOT_POST' }])
  await fixture.close()
})
