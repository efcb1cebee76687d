import { describe, expect, it } from 'vitest'
import { compileCondition, type ConditionVariables } from '../../../../src/mcp/access/condition.ts'

const variables = (changes: Partial<ConditionVariables> = {}): ConditionVariables => ({
  claims: Object.assign(Object.create(null) as object, { sub: 'ada', groups: ['staff', 'sales'], level: 3 }),
  arguments: { amount: 50, note: 'x', items: [1, 2] },
  tool: { name: 'order', kind: 'tool' },
  route: { path: '/orders', method: 'POST', operationId: 'order', tags: ['shop'] },
  ...changes,
})

function outcomeOf(expression: string, changes?: Partial<ConditionVariables>): boolean | string {
  const compiled = compileCondition(expression)
  if (!compiled.ok) throw new Error(compiled.error.message)
  const outcome = compiled.value.evaluate(variables(changes))
  return outcome.ok ? outcome.value : outcome.error
}

function problemOf(expression: string): string {
  const compiled = compileCondition(expression)
  return compiled.ok ? 'none' : compiled.error.message
}

describe('a condition', () => {
  it.each([
    ['claims.sub == "ada"', true],
    ['arguments.amount <= 100 && arguments.amount > 49.5', true],
    ['"sales" in claims.groups', true],
    ['claims.groups.exists(group, group.startsWith("st"))', true],
    ['arguments.items.all(item, item < 2)', false],
    ['has(claims.department)', false],
    ['claims.?department.orValue("none") == "none"', true],
    ['tool.name == "order" && route.method == "POST" && "shop" in route.tags', true],
  ])('%s is %s', (expression, value) => {
    expect(outcomeOf(expression)).toBe(value)
  })

  it.each([
    'claims.department == "x"',
    'claims.constructor == 1',
    'arguments.toString == 1',
    'claims.groups[9] == "x"',
    '1 / 0 == 1',
  ])('that fails is no pass: %s', (expression) => {
    expect(outcomeOf(expression)).toMatch(/^(no such key|index out of bounds|division by zero) in /)
  })

  it('that gives no boolean is no pass', () => {
    expect(outcomeOf('claims.sub')).toBe('it gives neither true nor false')
  })

  it.each([
    ['claims[arguments.note] == 1', 'no such key in claims[arguments.note]'],
    ['duration(arguments.note) > duration("1s")', 'invalid duration in duration(arguments.note)'],
    ['bool(arguments.note)', 'bool conversion error in bool(arguments.note)'],
    ['bytes(arguments.note).json().a == 1', 'its evaluation failed'],
  ])('names no value of the caller when it fails: %s', (expression, reason) => {
    expect(outcomeOf(expression, { arguments: { note: 'canary' } })).toBe(reason)
  })

  it('runs no loop over more values than it can bear', () => {
    const many = { items: Array.from({ length: 20_000 }, () => 1) }
    expect(outcomeOf('arguments.items.all(item, item == 1)', { arguments: many })).toBe(
      'the values are too many to run a loop over',
    )
    expect(outcomeOf('size(arguments.items) == 20000', { arguments: many })).toBe(true)
  })
})

describe('compileCondition', () => {
  it.each([
    ['claims.sub ==', 'at character 14: Unexpected token: EOF: claims.sub == >>>'],
    ['claim.sub == "x"', 'at character 1: Unknown variable: claim: >>> claim.sub == "x"'],
    ['tool.nme == "x"', 'at character 6: No such key: nme: tool. >>> nme == "x"'],
    ['"a" < 3', 'no such overload: string < int'],
    ['now() > 1', "found no matching overload for 'now()'"],
    ['size(claims)', 'gives a int; it must give true or false'],
    ['claims.sub.matches("(a+)+$")', 'uses matches(), whose time has no bound'],
    ['arguments.a.all(x, arguments.b.all(y, x == y))', 'a loop within a loop at character 20'],
    [Array.from({ length: 200 }, () => 'true').join(' && '), 'cannot be read'],
  ])('refuses %s', (expression, why) => {
    expect(problemOf(expression)).toContain(why)
  })

  it('allows one loop after another', () => {
    expect(problemOf('claims.groups.filter(g, g != "").exists(g, g == "staff")')).toBe('none')
  })
})
