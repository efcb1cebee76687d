import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { checkShape, judgeUnknownKey } from '../../../../src/foundation/json/shape.ts'
import type { ShapeProblem } from '../../../../src/foundation/json/shape.ts'

const schema = z.object({
  name: z.string().describe('What it is called.'),
  maxAge: z.number().int().default(600),
  inner: z.object({ corsPolicy: z.string().optional() }).optional(),
  list: z.array(z.object({ allowedOrigins: z.string().optional() })).default([]),
  byName: z.record(z.string(), z.object({ enabled: z.boolean().optional() })).default({}),
  open: z.looseObject({ known: z.string().optional() }).optional(),
})

describe('checkShape', () => {
  test('fills in defaults', () => {
    const { value, problems } = checkShape(schema, { name: 'a' })
    expect(problems).toEqual([])
    expect(value).toEqual({ name: 'a', maxAge: 600, list: [], byName: {} })
  })

  test.each([
    [{ name: 'a', MaxAge: 1 }, ['MaxAge'], 'maxAge'],
    [{ name: 'a', inner: { cors_policy: 'x' } }, ['inner', 'cors_policy'], 'corsPolicy'],
    [{ name: 'a', list: [{}, { alowedOrigins: 'x' }] }, ['list', 1, 'alowedOrigins'], 'allowedOrigins'],
    [{ name: 'a', byName: { b: { enable: true } } }, ['byName', 'b', 'enable'], 'enabled'],
  ])('an unknown key that resembles a known one is an error at the key', (value, path, meant) => {
    const outcome = checkShape(schema, value)
    expect(outcome.value).toBeUndefined()
    expect(outcome.problems).toMatchObject([
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_UNKNOWN_KEY',
        path,
        atKey: true,
        hint: `Did you mean "${meant}"?`,
      },
    ])
  })

  test('another unknown key is a warning, and the value is used', () => {
    const { value, problems } = checkShape(schema, { name: 'a', leftover: true })
    expect(value).toMatchObject({ name: 'a' })
    expect(problems).toMatchObject([{ severity: 'warning', path: ['leftover'] }])
  })

  test('extensions, $schema and keys of open objects are not judged', () => {
    const value = { name: 'a', 'x-nam': 1, $schema: 'https://example.com', open: { knwon: 1 } }
    expect(checkShape(schema, value).problems).toEqual([])
  })

  test.each(['constructor', 'toString', '__proto__'])('a key called %s is as unknown as any other', (key) => {
    const value = JSON.parse(`{ "name": "a", "${key}": 1 }`) as unknown
    expect(checkShape(schema, value).problems).toMatchObject([{ severity: 'warning', path: [key] }])
    expect(Object.getPrototypeOf(checkShape(schema, value).value)).toBe(Object.prototype)
  })

  test('a missing value is called missing, with the sentence of the schema as hint', () => {
    expect(checkShape(schema, {}).problems).toEqual([
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: ['name'],
        message: '"name" is missing.',
        hint: 'What it is called.',
      },
    ])
  })

  test('a wrong value is named by its path', () => {
    const { value, problems } = checkShape(schema, { name: 'a', list: [{ allowedOrigins: 5 }] })
    expect(value).toBeUndefined()
    expect(problems).toMatchObject([{ severity: 'error', path: ['list', 0, 'allowedOrigins'] }])
    expect(problems[0]?.message).toMatch(/^"list\.0\.allowedOrigins"/)
  })

  test('a value of another type is told both, and what it should say', () => {
    const typed = z.object({ limit: z.number().describe('Most requests. Required.'), on: z.boolean() })
    expect(checkShape(typed, { limit: '10', on: null }).problems).toMatchObject([
      { message: '"limit" must be a number, and is a text.', hint: 'Most requests. Required.' },
      { message: '"on" must be a boolean, and is null.' },
    ])
  })

  test('a value of another kind is an error', () => {
    expect(checkShape(schema, 'text').problems).toMatchObject([{ severity: 'error', path: [] }])
    expect(checkShape(schema, null).value).toBeUndefined()
  })
})

describe('judgeUnknownKey', () => {
  test('lists what is known when nothing is near', () => {
    const problems: ShapeProblem[] = []
    judgeUnknownKey('zebra', ['none', 'anything'], ['a'], problems)
    expect(problems).toMatchObject([
      { severity: 'warning', path: ['a', 'zebra'], hint: 'Known: none, anything.' },
    ])
  })
})
