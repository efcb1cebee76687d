import { expect, test } from 'vitest'
import type { Reply } from '../../../../src/gateway/exchange.ts'
import { jsonReply } from '../../../../src/gateway/exchange.ts'
import { hasErrors, readExecution, readGraphqlAnswer } from '../../../../src/mcp/graphql/read-execution.ts'
import { bookTool } from '../../../support/mcp-world.ts'

const tool = bookTool()
const structured = { ...tool, isStructured: true }

test('data is given as text, and as structured content where it is wanted', async () => {
  const reply = jsonReply(200, { data: { a: 1 } })
  const content = [{ type: 'text', text: '{"data":{"a":1}}' }]
  expect(await readExecution(reply, tool)).toEqual({ content })
  expect(await readExecution(reply, structured)).toEqual({ content, structuredContent: { data: { a: 1 } } })
})

test('errors are a failed call, though they come under 200 and with data', async () => {
  const result = await readExecution(
    jsonReply(200, { data: { a: null }, errors: [{ message: 'no' }] }),
    structured,
  )
  expect(result).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('no') as string }],
  })
  expect(result.structuredContent).toBeUndefined()
})

test.each([
  [
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
    'did not answer as GraphQL does',
  ],
  [jsonReply(200, []), 'did not answer as GraphQL does'],
  [
    jsonReply(400, { errors: [{ message: 'no field' }] }),
    'The operation answered 400: {"errors":[{"message":"no field"',
  ],
] as [Reply, string][])('%# failed', async (reply, why) => {
  expect(await readExecution(reply, tool)).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining(why) as string }],
  })
  expect((await readGraphqlAnswer(reply)).ok).toBe(false)
})

test('an empty list of errors is none', () => {
  expect([{ errors: [] }, {}, { errors: null }, { errors: [1] }, { errors: 'x' }].map(hasErrors)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ])
})
