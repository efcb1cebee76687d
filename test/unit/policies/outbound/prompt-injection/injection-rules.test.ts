import { expect, it } from 'vitest'
import { injectionRules } from '../../../../../src/policies/outbound/prompt-injection/injection-rules.ts'

it('have names of their own', () => {
  expect(new Set(injectionRules.map(({ name }) => name)).size).toBe(injectionRules.length)
})

it('repeat nothing without an end, so that each place of a text costs a bounded number of steps', () => {
  for (const { name, expression } of injectionRules) {
    const withoutClasses = expression.source.replaceAll(/\\./g, '').replaceAll(/\[[^\]]*\]/g, '')
    expect(withoutClasses, name).not.toMatch(/[*+]|\{\d+,\}/)
  }
})
