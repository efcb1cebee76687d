import type { AccessRule, RuleCondition } from '../../src/mcp/access/rule.ts'
import { compileCondition } from '../../src/mcp/access/condition.ts'

/** A rule as the compiler makes it, with what the test says. */
export function accessRule(index: number, changes: Partial<AccessRule> = {}): AccessRule {
  const route = { path: '/books', method: 'GET', operationId: 'listBooks', tags: [] }
  return {
    index,
    scopes: undefined,
    conditions: [],
    subject: { tool: { name: 'listBooks', kind: 'tool' }, route },
    ...changes,
  }
}

/** A condition that compiles. */
export function ruleCondition(expression: string, message?: string): RuleCondition {
  const compiled = compileCondition(expression)
  if (!compiled.ok) throw new Error(compiled.error.message)
  return { condition: compiled.value, message }
}
