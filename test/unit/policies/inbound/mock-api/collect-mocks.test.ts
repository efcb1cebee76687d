import { describe, expect, it } from 'vitest'
import { collectMocks } from '../../../../../src/policies/inbound/mock-api/collect-mocks.ts'

const document = {
  components: {
    responses: { Gone: { content: { 'application/problem+json': { example: { title: 'Gone' } } } } },
    examples: { Emma: { value: { title: 'Emma' } } },
  },
}
const mocks = (responses: unknown, filter = {}) =>
  collectMocks({ operation: { responses }, document }, filter)

describe('collectMocks', () => {
  it('follows references to responses and examples', () => {
    const examples = { emma: { $ref: '#/components/examples/Emma' } }
    const found = mocks({
      200: { content: { 'application/json': { examples } } },
      410: { $ref: '#/components/responses/Gone' },
    })
    expect(found).toEqual([
      { status: 200, mediaType: 'application/json', body: '{"title":"Emma"}' },
      { status: 410, mediaType: 'application/problem+json', body: '{"title":"Gone"}' },
    ])
  })

  it('makes something up only where nobody wrote an example', () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } } }
    const ok = { content: { 'application/json': { schema } } }
    expect(mocks({ 200: ok })).toMatchObject([{ status: 200, body: '{"title":"text"}' }])
    expect(mocks({ 200: ok, 410: { $ref: '#/components/responses/Gone' } })).toMatchObject([{ status: 410 }])
    expect(mocks({ 200: ok }, { exampleName: 'emma' })).toEqual([])
  })

  it('answers without a body where none is described', () => {
    expect(mocks({ 204: { description: 'Done.' } })).toEqual([
      { status: 204, mediaType: undefined, body: undefined },
    ])
  })

  it('reads ranges and the default, and writes texts as they are', () => {
    const content = { 'text/*': { example: 'a' }, 'text/plain': { example: 'b' } }
    expect(mocks({ '4XX': { content }, default: { content: { 'text/plain': { example: 'c' } } } })).toEqual([
      { status: 400, mediaType: 'application/json', body: '"a"' },
      { status: 400, mediaType: 'text/plain', body: 'b' },
      { status: 200, mediaType: 'text/plain', body: 'c' },
    ])
    expect(mocks(undefined)).toEqual([])
  })
})
