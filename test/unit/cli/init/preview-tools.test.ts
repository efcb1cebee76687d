import { expect, it } from 'vitest'
import { buildProjectFiles } from '../../../../src/cli/init/build-project-files.ts'
import { listOperations } from '../../../../src/cli/init/list-operations.ts'
import { previewTools, tokensOf } from '../../../../src/cli/init/preview-tools.ts'

const file = 'config/api.oas.json'
const preview = (value: Record<string, unknown>) => {
  const document = {
    file,
    text: JSON.stringify(value),
    baseUrl: 'https://api.example',
    operations: undefined,
  }
  const files = buildProjectFiles({ name: 'a', mcpPath: '/mcp', document, dependency: '*' })
  return previewTools(files, file, listOperations(value))
}

it('says what each operation costs, and which cannot be tools', async () => {
  const long = 'Lists everything that there is, with all that is known of it. '.repeat(10)
  const { operations, leftOut } = await preview({
    openapi: '3.1.0',
    paths: {
      '/a': {
        get: { operationId: 'short', summary: 'Gets.' },
        put: { operationId: 'long', description: long },
      },
      '/b': {
        get: { summary: 'Has no name.' },
        post: { operationId: 'mixed', requestBody: { content: { 'multipart/mixed': {} } } },
      },
    },
  })
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /a', 'PUT /a', 'GET /b'])
  expect(operations[1]?.tokens).toBeGreaterThan((operations[0]?.tokens ?? 0) + 50)
  expect(tokensOf(operations)).toBe(operations.reduce((sum, { tokens }) => sum + tokens, 0))
  expect(leftOut).toEqual([expect.stringContaining('mixed in ./config/api.oas.json: ')])
})

it('refuses a document that cannot be served at all', async () => {
  await expect(preview({ openapi: '3.1.0', paths: { a: { get: {} }, '/a': 1 } })).rejects.toThrow(
    'must be an object',
  )
})
