import { afterAll, beforeAll, expect, it } from 'vitest'
import { validateJsonSchema } from '../../../../../src/policies/inbound/validate-json-schema/validate-json-schema.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $async: true,
  type: 'object',
  required: ['n'],
  properties: { n: { $ref: '#/definitions/whole' } },
  definitions: { whole: { type: 'integer' } },
}

let world: ShapingWorld
beforeAll(async () => {
  world = await startShaping({
    method: 'post',
    inbound: [{ export: 'ValidateJsonSchemaInbound', options: { validator: schema } }],
  })
})
afterAll(() => world.close())

const post = (body?: string) => world.ask('', { method: 'POST', ...(body === undefined ? {} : { body }) })

it('lets a body pass that fits, whatever type it says to have', async () => {
  expect((await post('{"n":1}')).status).toBe(200)
})

it.each([
  [undefined, { in: 'body', pointer: '', reason: 'is required' }],
  ['{n}', { in: 'body', pointer: '', reason: 'must be JSON' }],
  ['{}', { in: 'body', pointer: '/n', reason: 'is required' }],
  ['{"n":"secret"}', { in: 'body', pointer: '/n', reason: 'must be integer' }],
])('refuses %s', async (body, error) => {
  const refused = await post(body)
  const text = await refused.text()
  expect([refused.status, JSON.parse(text)]).toMatchObject([
    400,
    { code: 'SALLYPORT_REQUEST_INVALID', errors: [error] },
  ])
  expect(text).not.toContain('secret')
})

it.each([[{ $ref: './other.json' }], [{ type: 'text' }], [{ pattern: '(' }]])(
  'reports %j at the start',
  async (broken) => {
    const own = createWorld()
    validateJsonSchema.create({ validator: broken }, own.setup)
    expect(own.problems).toMatchObject([{ code: 'SALLYPORT_CONFIG_INVALID_SCHEMA', path: ['validator'] }])
    await own.close()
  },
)
