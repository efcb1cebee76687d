import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { accessOptions, accessSettings } from '../../../../src/mcp/access/settings.ts'

const settings = z.object(accessSettings)
const messageOf = (value: object): string | undefined => checkShape(settings, value).problems[0]?.message

describe('accessSettings', () => {
  it.each([
    { scopes: 'a b' },
    { scopes: ['a'] },
    { scopes: [['a'], ['b', 'c']] },
    { scopes: [] },
    { condition: 'true' },
    { condition: { expression: 'true', message: 'No.' } },
    {},
  ])('takes %j', (value) => {
    expect(messageOf(value)).toBeUndefined()
  })

  it.each([
    { scopes: 'a  b' },
    { scopes: ['a b'] },
    { scopes: [['a'], 'b'] },
    { scopes: [[]] },
    { scopes: 1 },
    { condition: '' },
    { condition: {} },
    { condition: 'x'.repeat(3000) },
  ])('refuses %j', (value) => {
    expect(messageOf(value)).toBeDefined()
  })
})

describe('accessOptions', () => {
  it('has defaults that demand nothing', () => {
    expect(checkShape(z.object(accessOptions), {}).value).toEqual({
      scopeHierarchy: {},
      listing: 'granted',
      stepUp: 'challenge',
    })
  })

  it('says a sentence about every option', () => {
    for (const option of Object.values(accessOptions))
      expect(option.description).toMatch(/\bby default\b.*\.$/)
  })
})
