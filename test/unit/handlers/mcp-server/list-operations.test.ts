import { expect, test } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import type { HandlerSetup } from '../../../../src/gateway/handler.ts'
import type { OptionsProblem } from '../../../../src/gateway/setup.ts'
import { listOperations } from '../../../../src/handlers/mcp-server/list-operations.ts'
import { options } from '../../../../src/handlers/mcp-server/options.ts'
import { createWorld, routeAt } from '../../../support/policy-setup.ts'

const file = './config/routes.oas.json'
const other = './config/more.oas.json'
type Route = HandlerSetup['route']

function route(
  method: string,
  path: string,
  operationId: string | undefined,
  more: Partial<Route> = {},
): Route {
  const handler = { module: './modules/m', export: 'answer', options: {} }
  return { ...routeAt(path), file, method, operationId, handler, ...more }
}

const server = { ...routeAt('/mcp'), file, operationId: 'mcp' }
const routes: readonly Route[] = [
  server,
  { ...routeAt('/other-mcp'), file, operationId: 'otherMcp' },
  route('GET', '/books', 'listBooks'),
  route('POST', '/books', 'addBook', { mcp: { type: 'prompt' } }),
  route('GET', '/authors', undefined),
  route('GET', '/lent', 'listLent', { file: other }),
  route('GET', '/old', 'listBooks', { file: other }),
]

/** What the options list, as `operation kind`, and what is wrong with them. */
function list(given: Record<string, unknown>) {
  const problems: OptionsProblem[] = []
  const checked = checkShape(options, given)
  if (checked.value === undefined) throw new Error(JSON.stringify(checked.problems))
  const setup: HandlerSetup = {
    ...createWorld({ routes }).setup,
    protectedResources: [],
    inboundOf: () => [],
    route: server,
    report: (problem) => problems.push(problem),
    findOperation: (wanted) =>
      routes.find((one) => one.file === wanted.file && one.operationId === wanted.id),
  }
  const listed = listOperations(checked.value, setup)
  const names = listed.map((entry) => `${entry.route.operationId ?? entry.route.path} ${entry.settings.kind}`)
  return { listed, names, problems }
}

test.each([
  [{ operations: [{ file, id: 'listBooks' }] }, ['listBooks tool']],
  [{ files: [{ path: file, operationIds: ['listBooks', 'addBook'] }] }, ['listBooks tool', 'addBook prompt']],
  [{ tools: [{ path: other, operationIds: ['listLent'] }] }, ['listLent tool']],
  [{ files: [{ path: other }] }, ['listLent tool', 'listBooks tool']],
  [{ prompts: [{ path: file, operationIds: ['listBooks'] }] }, ['listBooks prompt']],
  [{ resources: [{ path: file, operationIds: ['listBooks'] }] }, ['listBooks resource']],
  [
    { openApiFilePaths: [{ filePath: 'config/routes.oas.json' }] },
    ['listBooks tool', 'addBook prompt', '/authors tool'],
  ],
  [{ openApiTools: [{ path: '/authors' }] }, ['/authors tool']],
  [{ openApiTools: [{ path: '/books', method: 'get' }] }, ['listBooks tool']],
  [{ openApiTools: [{ operationId: 'addBook' }] }, ['addBook prompt']],
])('%j lists %j', (given, names) => {
  expect(list(given)).toMatchObject({ names, problems: [] })
})

test('an operation that several generations name is taken once, from the newest', () => {
  const { listed, names, problems } = list({
    openApiFilePaths: [{ filePath: file }],
    openApiTools: [{ operationId: 'addBook', name: 'add', includeOutputSchema: true }],
    resources: [{ path: file, operationIds: ['listBooks'] }],
    operations: [{ file, id: 'listBooks' }],
  })
  expect(names).toEqual(['listBooks tool', 'addBook prompt', '/authors tool', 'listBooks resource'])
  expect(listed[1]).toMatchObject({ overrides: { name: 'add' }, includeOutputSchema: true, isSwept: false })
  expect(listed[2]).toMatchObject({ overrides: {}, includeOutputSchema: false, isSwept: true })
  expect(problems).toEqual([])
})

test('among operations of one id, the one in the listed files is meant', () => {
  const given = { openApiTools: [{ operationId: 'listBooks' }] }
  expect(list(given).problems).toMatchObject([{ message: 'Several files have an operation "listBooks".' }])
  expect(list({ ...given, openApiFilePaths: [{ filePath: file }] }).problems).toEqual([])
})

test.each([
  [{ operations: [{ file, id: 'listBook' }] }, ['operations', 0, 'id'], 'Did you mean "listBooks"?'],
  [{ operations: [{ file, id: 'listLent' }] }, ['operations', 0, 'id'], `It stands in "${other}".`],
  [
    { operations: [{ file: 'config/route.oas.json', id: 'x' }] },
    ['operations', 0, 'file'],
    `Did you mean "${file}"?`,
  ],
  [
    { files: [{ path: file, operationIds: ['listBooks', 'adBook'] }] },
    ['files', 0, 'operationIds', 1],
    'Did you mean "addBook"?',
  ],
  [{ prompts: [{ path: './x/unlike.yaml' }] }, ['prompts', 0, 'path'], 'Known: '],
  [{ resources: [{ path: file, operationIds: ['x'] }] }, ['resources', 0, 'operationIds', 0], 'Known: '],
  [{ tools: [{ path: './config/mor.oas.json' }] }, ['tools', 0, 'path'], `Did you mean "${other}"?`],
  [
    { openApiFilePaths: [{ filePath: './config/mor.oas.json' }] },
    ['openApiFilePaths', 0, 'filePath'],
    `Did you mean "${other}"?`,
  ],
  [{ openApiTools: [{ path: '/book' }] }, ['openApiTools', 0, 'path'], 'Did you mean "/books"?'],
  [{ openApiTools: [{ path: '/books' }] }, ['openApiTools', 0, 'path'], 'Its methods: GET, POST.'],
  [
    { openApiTools: [{ path: '/books', method: 'PUT' }] },
    ['openApiTools', 0, 'method'],
    'Its methods: GET, POST.',
  ],
  [
    { openApiTools: [{ operationId: 'adBook' }] },
    ['openApiTools', 0, 'operationId'],
    'Did you mean "addBook"?',
  ],
  [{ openApiTools: [{}] }, ['openApiTools', 0], 'Give it an "operationId"'],
])('%j is an error where it stands', (given, path, hint) => {
  const { problems } = list(given)
  expect(problems).toMatchObject([
    {
      severity: 'error',
      code: 'SALLYPORT_MCP_UNKNOWN_OPERATION',
      path,
      hint: expect.stringContaining(hint) as string,
    },
  ])
})

test.each([
  [{ operations: [{ file, id: 'mcp' }] }, ['operations', 0, 'id']],
  [{ openApiTools: [{ path: '/mcp' }] }, ['openApiTools', 0, 'path']],
])('a server cannot be its own tool: %j', (given, path) => {
  expect(list(given)).toMatchObject({ names: [], problems: [{ code: 'SALLYPORT_MCP_OWN_OPERATION', path }] })
})
