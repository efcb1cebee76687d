import { expect, test } from 'vitest'
import { operationSettings, type ItemKind } from '../../../../src/handlers/mcp-server/operation-settings.ts'
import { routeAt } from '../../../support/policy-setup.ts'

function settingsOf(operation: Record<string, unknown>, mcp?: Record<string, unknown>, listedAs?: ItemKind) {
  return operationSettings({ ...routeAt('/books'), operation, mcp }, listedAs)
}

test.each([
  [undefined, undefined, 'tool'],
  [{}, undefined, 'tool'],
  [{ type: 'resource' }, undefined, 'resource'],
  [{ type: 'resource' }, 'prompt', 'resource'],
  [{ name: 'x' }, 'prompt', 'prompt'],
  [{ type: 'tol' }, undefined, 'tool'],
  [undefined, 'resource', 'resource'],
] as const)('%j listed as %s is a %s', (mcp, listedAs, kind) => {
  expect(settingsOf({}, mcp, listedAs).kind).toBe(kind)
})

test('in the absence of mcp, the extension of the second generation says what an operation is', () => {
  const extension = { name: 'greet', description: 'Greets.' }
  expect(settingsOf({ 'x-zuplo-mcp-prompt': extension })).toEqual({
    kind: 'prompt',
    mcp: extension,
    path: ['paths', '/books', 'post', 'x-zuplo-mcp-prompt'],
  })
  expect(settingsOf({ 'x-zuplo-mcp-prompt': extension }, { name: 'x' })).toMatchObject({
    kind: 'tool',
    mcp: { name: 'x' },
  })
})

test('a list of one kind reads the extension of that kind', () => {
  const operation = { 'x-zuplo-mcp-tool': { name: 'a' }, 'x-zuplo-mcp-resource': { name: 'b' } }
  expect(settingsOf(operation)).toMatchObject({ kind: 'tool', mcp: { name: 'a' } })
  expect(settingsOf(operation, undefined, 'resource')).toMatchObject({ kind: 'resource', mcp: { name: 'b' } })
})

test('the extension for GraphQL names its tools flatly', () => {
  const operation = {
    'x-zuplo-mcp-tool': { name: 'a' },
    'x-zuplo-mcp-graphql': { enabled: true, executeToolName: 'ask', introspectionToolDescription: 'Reads.' },
  }
  expect(settingsOf(operation)).toMatchObject({
    kind: 'graphql',
    mcp: { enabled: true, executeTool: { name: 'ask' }, introspectionTool: { description: 'Reads.' } },
  })
})
