import { expect, test } from 'vitest'
import { describeProblem } from '../../../../src/mcp/tools/describe-problem.ts'

test.each([
  [404, '', 'The operation answered 404 Not Found.'],
  [302, '', 'The operation answered 302.'],
  [500, 'it broke', 'The operation answered 500 Internal Server Error: it broke'],
  [502, '[1]', 'The operation answered 502 Bad Gateway: [1]'],
  [400, '{"broken', 'The operation answered 400 Bad Request: {"broken'],
  [403, '{"title":"Forbidden","status":403}', 'The operation answered 403 Forbidden.'],
  [400, '{"error":"no_title"}', 'The operation answered 400 Bad Request: no_title.'],
])('%d with %j', (status, text, said) => {
  expect(describeProblem(status, text)).toBe(said)
})

test('a problem document is a few lines: words, place, what is wrong with each field, and the rest', () => {
  const problem = {
    type: 'https://x.example/problems/invalid',
    title: 'Your request is not valid.',
    status: 422,
    detail: 'Two fields are wrong.',
    instance: '/books/7',
    code: 'invalid_book',
    trace: { requestId: 'x' },
    errors: [
      { pointer: '/title', detail: 'is required' },
      { loc: ['body', 'year'], msg: 'is no number' },
      'The rest is fine',
      { odd: 1 },
    ],
  }
  expect(describeProblem(422, JSON.stringify(problem))).toBe(
    [
      'The operation answered 422 Unprocessable Content: Your request is not valid. Two fields are wrong. (/books/7)',
      '- /title: is required',
      '- body/year: is no number',
      '- The rest is fine',
      '- {"odd":1}',
      '{"code":"invalid_book"}',
    ].join('\n'),
  )
})

test('errors by field, as ASP.NET and Laravel write them', () => {
  const problem = {
    message: 'Invalid',
    errors: { name: ['is required', 'is short'], age: 'must be a number' },
  }
  expect(describeProblem(400, JSON.stringify(problem))).toBe(
    'The operation answered 400 Bad Request: Invalid.\n- name: is required is short\n- age: must be a number',
  )
})

test('a long answer is bounded', () => {
  expect(describeProblem(500, 'x'.repeat(100_000)).length).toBeLessThan(5000)
  const errors = Array.from({ length: 500 }, (_, index) => ({ field: `f${index}`, message: 'wrong' }))
  const said = describeProblem(400, JSON.stringify({ errors, extra: 'y'.repeat(5000) }))
  expect(said.split('\n')).toHaveLength(22)
  expect(said).toContain('- and 480 more')
})
