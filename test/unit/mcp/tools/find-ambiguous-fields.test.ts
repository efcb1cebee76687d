import { expect, test } from 'vitest'
import { findAmbiguousFields } from '../../../../src/mcp/tools/find-ambiguous-fields.ts'
import type { PlannedValue } from '../../../../src/mcp/tools/plan.ts'

const planned = (name: string, more: Partial<PlannedValue> = {}): PlannedValue => ({
  argument: name,
  name,
  style: 'form',
  explode: true,
  allowReserved: false,
  isJson: false,
  ...more,
})
const filter = { type: 'object', properties: { id: {}, version: {} } }

function fieldsOf(query: readonly PlannedValue[]): string[] {
  const properties = { filter, page: { $ref: '#/$defs/Page' } }
  const definitions = { Page: { type: 'object', properties: { version: {} } } }
  return findAmbiguousFields(query, properties, definitions).map(({ message }) => message)
}

test('keys of an exploded object meet other parameters, and each other', () => {
  expect(fieldsOf([planned('filter'), planned('id')])).toEqual([
    'The query parameters "filter" and "id" both write the field "id".',
  ])
  expect(fieldsOf([planned('filter'), planned('page')])).toHaveLength(1)
})

test('what keeps its name meets nothing', () => {
  expect(fieldsOf([planned('filter', { explode: false }), planned('id')])).toEqual([])
  expect(fieldsOf([planned('filter', { style: 'deepObject' }), planned('id')])).toEqual([])
  expect(fieldsOf([planned('filter', { isJson: true }), planned('id')])).toEqual([])
})
