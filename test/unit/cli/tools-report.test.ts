import { expect, test } from 'vitest'
import { buildToolsReport } from '../../../src/cli/tools-report.ts'
import type { LinkedRoute } from '../../../src/gateway/linked-route.ts'
import { jsonReply } from '../../../src/gateway/exchange.ts'
import { curate } from '../../support/curated-project.ts'
import { routeAt } from '../../support/policy-setup.ts'

const all = { server: undefined, profile: undefined }
const paths = {
  '/books': {
    get: {
      operationId: 'books/list',
      description: 'Lists books.',
      parameters: [{ name: 'year', in: 'query', schema: { type: 'integer', nullable: true, enum: [1, 2] } }],
    },
  },
}

async function routes(): Promise<readonly LinkedRoute[]> {
  const { description } = await curate(paths)
  const linked = { inbound: [], outbound: [], cors: undefined, forwardsAuthorization: false }
  const plain = () => jsonReply(200, {})
  return [
    { ...linked, definition: routeAt('/plain'), handler: plain },
    {
      ...linked,
      definition: routeAt('/other'),
      handler: Object.assign(plain.bind(undefined), { describe: () => ({ kind: 'else' }) }),
    },
    {
      ...linked,
      definition: routeAt('/mcp'),
      handler: Object.assign(plain.bind(undefined), { describe: () => description ?? { kind: '' } }),
    },
  ]
}

test('every MCP server is reported, with the definitions it serves and what they cost', async () => {
  const [server, ...others] = buildToolsReport(await routes(), all)
  expect(others).toEqual([])
  expect(server).toMatchObject({ name: 'sallyport', path: '/mcp', profile: 'default', leftOut: [] })
  const [tool] = server?.tools ?? []
  expect(tool).toMatchObject({
    name: 'books_list',
    operation: 'books/list in ./config/api.oas.json',
    warnings: [],
  })
  expect(tool?.tokens).toBeGreaterThan(10)
  expect(server?.tokens).toBe(tool?.tokens)
  expect(tool?.definition.inputSchema['properties']).toEqual({
    year: { type: 'integer', description: 'One of: 1, 2.' },
  })
})

test('another profile can be asked for', async () => {
  const [server] = buildToolsReport(await routes(), { ...all, profile: 'strict' })
  expect(server?.profile).toBe('strict')
  expect(server?.tools[0]?.definition.inputSchema['properties']).toEqual({
    year: { type: ['integer', 'null'], enum: [1, 2, null] },
  })
})

test('one server is found by its name or its path', async () => {
  const found = (server: string) =>
    routes().then((linked) => buildToolsReport(linked, { ...all, server }).length)
  expect([await found('sallyport'), await found('/mcp'), await found('shop')]).toEqual([1, 1, 0])
})
