import { expect, test } from 'vitest'
import { failedResult } from '../../../../src/mcp/tools/tool-result.ts'

test('a failed call is one sentence, marked as an error', () => {
  expect(failedResult('No.')).toEqual({ content: [{ type: 'text', text: 'No.' }], isError: true })
})
