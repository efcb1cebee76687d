import { expect, test } from 'vitest'
import type { OptionsProblem } from '../../../../src/gateway/setup.ts'
import { FindOperations, spellFile } from '../../../../src/handlers/mcp-server/find-operations.ts'
import { createWorld, routeAt } from '../../../support/policy-setup.ts'

test('a file is spelt with ./ before it', () => {
  expect([spellFile('config/a.oas.json'), spellFile('./config/a.oas.json')]).toEqual([
    './config/a.oas.json',
    './config/a.oas.json',
  ])
})

test('a project whose operations have no ids is told so', () => {
  const problems: OptionsProblem[] = []
  const route = { ...routeAt('/books'), operationId: undefined }
  const setup = {
    ...createWorld({ routes: [route] }).setup,
    protectedResources: [],
    inboundOf: () => [],
    route: routeAt('/mcp'),
    report: (problem: OptionsProblem) => problems.push(problem),
  }
  const find = new FindOperations(setup)
  expect(find.byId('config/routes.oas.json', 'listBooks', { file: ['f'], id: ['i'] })).toBeUndefined()
  expect(problems).toMatchObject([
    { path: ['i'], hint: 'There are none; give the operations an operationId.' },
  ])
})

test('endpoints that speak MCP are not among all operations of a file', () => {
  const setup = {
    ...createWorld({ routes: [routeAt('/mcp')] }).setup,
    route: routeAt('/other'),
    protectedResources: [],
    inboundOf: () => [],
  }
  expect(new FindOperations(setup).allOf('config/routes.oas.json', [])).toEqual([])
})
