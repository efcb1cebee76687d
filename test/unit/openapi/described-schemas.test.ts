import { expect, test } from 'vitest'
import { findDescribedSchemas } from '../../../src/openapi/described-schemas.ts'

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Near: { type: 'object', properties: { far: ref('Far'), small: ref('Small') } },
  Far: { type: 'object', properties: Object.fromEntries('abcdefgh'.split('').map((name) => [name, {}])) },
  Small: { type: 'string' },
}
const document = { components: { schemas } }

test('nothing is left out while everything fits, cycles included', () => {
  const loop = { components: { schemas: { A: { properties: { a: ref('A') } } } } }
  expect(findDescribedSchemas(loop, ref('A'), 10)).toBeUndefined()
  expect(findDescribedSchemas(document, ref('Near'), 100)).toBeUndefined()
})

test('what does not fit any more is left out, what still fits is not', () => {
  const described = findDescribedSchemas(document, ref('Near'), 8)
  expect(described?.has(schemas.Near)).toBe(true)
  expect(described?.has(schemas.Small)).toBe(true)
  expect(described?.has(schemas.Far)).toBe(false)
})
