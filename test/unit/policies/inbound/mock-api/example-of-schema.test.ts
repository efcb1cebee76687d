import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { exampleOfSchema } from '../../../../../src/policies/inbound/mock-api/example-of-schema.ts'

const document = {
  components: {
    schemas: {
      Node: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          next: { $ref: '#/components/schemas/Node' },
          all: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
        },
      },
      Named: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 6 } } },
    },
  },
}

describe('exampleOfSchema', () => {
  it.each<[unknown, unknown]>([
    [{ type: 'integer', example: 7 }, 7],
    [{ examples: ['a', 'b'] }, 'a'],
    [{ enum: ['x', 'y'] }, 'x'],
    [{ const: 3 }, 3],
    [{ type: 'boolean', default: false }, false],
    [{ type: ['null', 'string'] }, 'text'],
    [{ type: 'string', format: 'date' }, '2026-01-31'],
    [{ type: 'integer', minimum: 10, multipleOf: 4 }, 12],
    [{ type: 'integer', exclusiveMaximum: 0 }, -1],
    [{ type: 'array', minItems: 2, items: { type: 'integer' } }, [1, 1]],
    [
      { properties: { shown: { type: 'string' }, secret: { type: 'string', writeOnly: true } } },
      { shown: 'text' },
    ],
    [
      { allOf: [{ $ref: '#/components/schemas/Named' }, { properties: { age: { type: 'integer' } } }] },
      { name: 'text t', age: 1 },
    ],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, 'text'],
    [{ $ref: '#/nowhere' }, null],
    [true, null],
  ])('of %j is %j', (schema, expected) => {
    expect(exampleOfSchema(schema, document)).toEqual(expected)
  })

  it('is the same each time, and ends where a schema contains itself', () => {
    const made = exampleOfSchema({ $ref: '#/components/schemas/Node' }, document)
    expect(exampleOfSchema({ $ref: '#/components/schemas/Node' }, document)).toEqual(made)
    expect(JSON.stringify(made).length).toBeLessThan(100_000)
    const circular = { components: { schemas: { A: { allOf: [{ $ref: '#/components/schemas/A' }] } } } }
    expect(exampleOfSchema({ $ref: '#/components/schemas/A' }, circular)).toBeNull()
  })

  it('is valid by its schema', () => {
    const schema = {
      type: 'object',
      required: ['id', 'mail', 'price', 'tags'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        mail: { type: 'string', format: 'email' },
        made: { type: 'string', format: 'date-time' },
        price: { type: 'number', minimum: 5, maximum: 6 },
        name: { type: 'string', minLength: 10, maxLength: 12 },
        tags: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string', enum: ['new'] } },
      },
    }
    const ajv = new Ajv2020()
    addFormats.default(ajv)
    expect(ajv.validate(schema, exampleOfSchema(schema, {})), ajv.errorsText()).toBe(true)
  })
})
