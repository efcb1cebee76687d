import { expect, test } from 'vitest'
import { judgeRule, resolveSettings } from '../../../../../src/mcp/tools/curation/resolve-settings.ts'
import type { SettingsRule } from '../../../../../src/mcp/tools/tool.ts'
import { toolSource } from '../../../../support/mcp-world.ts'

function rule(mcp: Record<string, unknown>, index = 0): SettingsRule {
  return { mcp, place: { file: 'config/tools.jsonc', path: ['rules', index, 'mcp'] } }
}

test('the operation wins over a later rule, a later rule over an earlier one, key by key', () => {
  const { settings, problems } = resolveSettings(
    toolSource({
      mcp: { annotations: { title: 'Own' } },
      toolRules: [
        rule({ name: 'first', description: 'first', annotations: { title: 'First', readOnlyHint: true } }),
        rule({ name: 'second', parameters: { a: { fix: { x: 1 } } } }),
        rule({ parameters: { a: { fix: { y: 2 } }, b: { hide: true } } }),
      ],
    }),
  )
  expect(problems).toEqual([])
  expect(settings).toMatchObject({
    name: 'second',
    description: 'first',
    annotations: { title: 'Own', readOnlyHint: true },
    parameters: { a: { fix: { y: 2 } }, b: { hide: true } },
  })
  expect(settings?.parameters?.['a']?.fix).toEqual({ y: 2 })
})

test('texts of rules are filled in, those of the operation are taken at their word', () => {
  const source = toolSource({ operation: { summary: 'Lists books.' } })
  const filled = resolveSettings({
    ...source,
    toolRules: [rule({ name: 'x_{operationId}', description: '{summary} Fast.' })],
  })
  expect(filled.settings).toMatchObject({ name: 'x_listBooks', description: 'Lists books. Fast.' })
  expect(resolveSettings({ ...source, mcp: { name: '{operationId}' } }).settings?.name).toBe('{operationId}')
})

test('a text made of nothing but what the operation lacks says nothing', () => {
  const { settings } = resolveSettings(toolSource({ toolRules: [rule({ title: '{summary}' })] }))
  expect(settings?.title).toBeUndefined()
})

test('who said what stands at a path', () => {
  const later = rule({ parameters: { a: { hide: true } } }, 1)
  const source = toolSource({
    mcp: { parameters: { b: { hide: true } } },
    toolRules: [rule({ parameters: { a: { hide: false } } }), later],
  })
  const { ruleAt } = resolveSettings(source)
  expect(ruleAt(['parameters', 'a'])).toBe(later)
  expect(ruleAt(['parameters', 'b'])).toBeUndefined()
  expect(ruleAt(['parameters', 'c'])).toBeUndefined()
})

test('mistakes of a rule are judged once, apart from the operations', () => {
  const broken = rule({ enabled: 'no', name: 'x_{id}', response: { select: 'a[' } })
  expect(judgeRule(broken).map(({ code, path }) => [code, path.join('.')])).toEqual([
    ['SALLYPORT_CONFIG_INVALID_VALUE', 'enabled'],
    ['SALLYPORT_CONFIG_INVALID_VALUE', 'response.select'],
    ['SALLYPORT_MCP_UNKNOWN_PLACEHOLDER', 'name'],
  ])
  const { settings, problems } = resolveSettings(toolSource({ toolRules: [broken] }))
  expect({ settings, problems }).toEqual({ settings: undefined, problems: [] })
})
