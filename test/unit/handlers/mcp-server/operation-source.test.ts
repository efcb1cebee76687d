import { expect, test } from 'vitest'
import type { ListedOperation } from '../../../../src/handlers/mcp-server/list-operations.ts'
import { operationSource } from '../../../../src/handlers/mcp-server/operation-source.ts'
import { routeAt } from '../../../support/policy-setup.ts'

const rule = (mcp: Record<string, unknown>) => ({ mcp, place: { file: 'config/tools.jsonc', path: [] } })

function entry(
  changes: Partial<ListedOperation>,
  toolRules: readonly ReturnType<typeof rule>[] = [],
): ListedOperation {
  return {
    route: { ...routeAt('/books'), toolRules },
    path: [],
    kind: undefined,
    settings: { kind: 'tool', mcp: undefined, path: [] },
    overrides: {},
    includeOutputSchema: false,
    includeStructuredContent: false,
    isSwept: false,
    ...changes,
  }
}

test('what the options say wins over what the operation says', () => {
  const settings = { kind: 'tool', mcp: { name: 'own', description: 'Own.' }, path: [] } as const
  expect(operationSource(entry({ settings, overrides: { name: 'options' } })).mcp).toEqual({
    name: 'options',
    description: 'Own.',
  })
  expect(operationSource(entry({})).mcp).toBeUndefined()
})

test('rules travel with tools, and only what they say of everything reaches prompts and resources', () => {
  const rules = [rule({ name: 'x_{operationId}', enabled: true, parameters: { a: { hide: true } } })]
  expect(operationSource(entry({}, rules)).toolRules).toEqual(rules)
  const settings = { kind: 'prompt', mcp: { description: 'Own.' }, path: [] } as const
  expect(operationSource(entry({ settings }, rules))).toMatchObject({
    mcp: { name: 'x_operation', enabled: true, description: 'Own.' },
    toolRules: [],
  })
})
