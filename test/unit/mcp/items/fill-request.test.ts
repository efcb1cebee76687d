import { expect, test } from 'vitest'
import { fillRequest } from '../../../../src/mcp/items/fill-request.ts'
import { bookResource, reviewPrompt } from '../../../support/item-world.ts'

test('texts become a request with the types of the operation', () => {
  const filled = fillRequest(reviewPrompt().tool, { title: '1984', stars: '5', spoilers: 'false', tone: '' })
  expect(filled).toMatchObject({
    ok: true,
    value: { method: 'POST', path: '/review', body: '{"title":"1984","stars":5,"spoilers":false}' },
  })
})

test.each([
  [reviewPrompt().tool, { stars: '5' }, '/title is required'],
  [reviewPrompt().tool, { title: 'x', stars: 'many' }, '/stars must be integer'],
  [reviewPrompt().tool, { title: 'x', star: '5' }, '/star is not known here, did you mean "stars"?'],
  [bookResource().tool, { id: 'x' }, '/id must be integer'],
])('%# says what does not fit', (tool, texts, error) => {
  expect(fillRequest(tool, texts)).toEqual({ ok: false, error })
})
