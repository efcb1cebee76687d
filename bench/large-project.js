import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Writes a project whose one MCP server offers as many operations as asked for, each with a path, a query and a body as
 * real documents have them.
 *
 * @param {number} tools
 * @returns {Promise<string>} Its folder.
 */
export async function writeLargeProject(tools) {
  const folder = await mkdtemp(join(tmpdir(), `sallyport-bench-${tools}-`))
  await mkdir(join(folder, 'config'))
  const write = (/** @type {string} */ file, /** @type {unknown} */ value) =>
    writeFile(join(folder, file), JSON.stringify(value))
  const handler = { module: '$import(@zuplo/runtime)', export: 'quoteHandler', options: {} }
  await write('config/policies.json', { policies: [] })
  await write('zuplo.jsonc', { version: 1 })
  await write('config/tools.jsonc', { documents: [{ file: './config/api.oas.json', handler }] })
  await write('config/api.oas.json', documentOf(tools))
  await write('config/mcp.oas.json', {
    openapi: '3.1.0',
    paths: {
      '/mcp': {
        post: {
          operationId: 'mcp',
          'x-zuplo-route': {
            handler: {
              module: '$import(@zuplo/runtime)',
              export: 'mcpServerHandler',
              options: { openApiFilePaths: [{ filePath: './config/api.oas.json' }] },
            },
          },
        },
      },
    },
  })
  return folder
}

/** The tool that is called; it is the last one of the document. */
export const calledTool = 'get_quote'

/** @param {number} tools */
function documentOf(tools) {
  const text = { type: 'string', maxLength: 200 }
  const schemas = {
    Money: {
      type: 'object',
      properties: { currency: text, cents: { type: 'integer' } },
      required: ['cents'],
    },
    Order: {
      type: 'object',
      properties: {
        symbol: { ...text, description: 'What is ordered.' },
        amount: { type: 'integer', minimum: 1 },
        price: { $ref: '#/components/schemas/Money' },
        fee: { $ref: '#/components/schemas/Money' },
        tags: { type: 'array', items: text },
      },
      required: ['symbol', 'amount'],
    },
  }
  const body = {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
  }
  const parameters = [
    { name: 'id', in: 'path', required: true, schema: text },
    { name: 'limit', in: 'query', description: 'How many.', schema: { type: 'integer', maximum: 100 } },
  ]
  /** @type {Record<string, unknown>} */
  const paths = {}
  for (let number = 1; number < tools; number++) {
    paths[`/orders${number}/{id}`] = {
      post: {
        operationId: `place_order_${number}`,
        description: `Places an order of the kind ${number} and answers what it costs.`,
        parameters,
        requestBody: body,
      },
    }
  }
  paths['/quote'] = { post: { operationId: calledTool, requestBody: body } }
  return { openapi: '3.1.0', paths, components: { schemas } }
}
