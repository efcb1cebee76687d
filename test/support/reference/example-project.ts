import { buildExample } from '../../../scripts/reference/build-example.ts'
import type { ReferencePage } from '../../../src/gateway/reference-page.ts'
import { describeInput } from './describe-input.ts'

/** Files of a project by path. */
export type ExampleFiles = Readonly<Record<string, string>>

const routeFile = 'config/routes.oas.json'

/** The project of a page: its example as it is printed, and what the page brings along. */
export function exampleProject(page: ReferencePage): ExampleFiles {
  const { policies, path, method, operation } = buildExample(page)
  return projectOf(page, policies, { [path]: { [method]: operation } })
}

/** The same with an MCP server at `/mcp`, where the route is a tool with an argument for all that the exchanges send. */
export function exampleToolProject(page: ReferencePage): ExampleFiles {
  const { policies, path, method, operation } = buildExample(page)
  const server = {
    export: 'mcpServerHandler',
    module: '$import(@zuplo/runtime)',
    options: { operations: [{ file: `./${routeFile}`, id: operation['operationId'] }] },
  }
  const mcp = { operationId: 'mcp', 'x-zuplo-route': { corsPolicy: 'none', handler: server } }
  const described = { ...operation, ...describeInput(page, operation) }
  return projectOf(page, policies, { [path]: { [method]: described }, '/mcp': { post: mcp } })
}

function projectOf({ files }: ReferencePage, policies: readonly unknown[], paths: object): ExampleFiles {
  return {
    'config/policies.json': JSON.stringify({ policies }),
    [routeFile]: JSON.stringify({ openapi: '3.1.0', info: { title: 'Example', version: '1' }, paths }),
    ...files,
  }
}
