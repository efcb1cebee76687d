import { expect, test } from 'vitest'
import { isAnswerTo } from '../../../../src/mcp/input/answer.ts'

const requestedSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
const form = { method: 'elicitation/create', params: { message: 'Name?', requestedSchema } } as const
const page = { method: 'elicitation/create', params: { mode: 'url' } } as const
const sample = { method: 'sampling/createMessage' } as const
const roots = { method: 'roots/list' } as const

test.each([
  [form, { action: 'accept', content: { name: 'Ada' } }],
  [form, { action: 'decline' }],
  [form, { action: 'cancel', content: null }],
  [page, { action: 'accept' }],
  [sample, { role: 'assistant', content: { type: 'text', text: 'Paris' } }],
  [sample, { role: 'assistant', content: [{ type: 'text', text: 'Paris' }] }],
  [roots, { roots: [] }],
  [roots, { roots: [{ uri: 'file:///a' }] }],
])('%j is answered by %j', (request, answer) => {
  expect(isAnswerTo(request, answer)).toBe(true)
})

test.each([
  [form, { action: 'accept' }],
  [form, { action: 'accept', content: { name: 5 } }],
  [form, { action: 'accept', content: [] }],
  [form, { action: 'yes' }],
  [form, {}],
  [page, {}],
  [sample, { role: 'assistant', content: 'Paris' }],
  [sample, { content: {} }],
  [roots, {}],
  [roots, { roots: ['file:///a'] }],
])('%j is not answered by %j', (request, answer) => {
  expect(isAnswerTo(request, answer)).toBe(false)
})
