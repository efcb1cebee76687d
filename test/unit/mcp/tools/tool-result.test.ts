import { expect, test } from 'vitest'
import { failedResult } from '../../../../src/mcp/tools/tool-result.ts'

test('a failed call is one sentence, marked as an error', () => {
  expect(failedResult('No.')).toEqual({ content: [{ type: 'text', text: 'No.' }], isError: true })
})

test('where it is known when the call may be made again, the model reads it and the client gets the number', () => {
  expect(failedResult('No.', 12)).toEqual({
    content: [{ type: 'text', text: 'No. Try again in 12 seconds.' }],
    isError: true,
    _meta: { 'sallyport/retryAfterSeconds': 12 },
  })
})
