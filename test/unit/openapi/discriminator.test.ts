import { expect, test } from 'vitest'
import { readDiscriminator } from '../../../src/openapi/discriminator.ts'

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Cat: { type: 'object', properties: { kind: { type: 'string' } } },
  Dog: { allOf: [{ properties: { kind: { type: 'string', enum: ['dog', 'puppy'] } } }] },
  Fish: { type: 'object', additionalProperties: false, properties: {} },
  Bird: { properties: { kind: { type: 'integer' } } },
}

function valuesOf(name: string, mapping?: Record<string, string>) {
  const discriminator = { propertyName: 'kind', ...(mapping === undefined ? {} : { mapping }) }
  return readDiscriminator({ components: { schemas } }, { discriminator })?.valuesOf(ref(name))
}

test('values come from the mapping, by reference or by name, else from the name of the schema', () => {
  expect(valuesOf('Cat')).toEqual(['Cat'])
  expect(valuesOf('Cat', { tabby: '#/components/schemas/Cat', tom: 'Cat' })).toEqual(['tabby', 'tom'])
  expect(valuesOf('Dog', { dog: 'Dog' })).toEqual(['dog'])
})

test('a branch that says otherwise is believed', () => {
  expect(valuesOf('Dog')).toBeUndefined()
  expect(valuesOf('Fish')).toBeUndefined()
  expect(valuesOf('Bird')).toBeUndefined()
})

test('nothing is said of branches in place, of unknown ones, and without a property name', () => {
  const discriminator = readDiscriminator({}, { discriminator: { propertyName: 'kind' } })
  expect(discriminator?.valuesOf({ type: 'object' })).toBeUndefined()
  expect(discriminator?.valuesOf({ $ref: '#/nowhere' })).toBeUndefined()
  // Swagger 2.0 has only the name of the property, as text.
  expect(readDiscriminator({}, { discriminator: 'kind' })).toBeUndefined()
})
