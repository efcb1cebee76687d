import { expect, test } from 'vitest'
import { findMissingCapability } from '../../../../src/mcp/input/capability.ts'

const form = { method: 'elicitation/create', params: { message: 'Name?' } } as const
const page = { method: 'elicitation/create', params: { mode: 'url', url: 'https://a.example' } } as const
const sample = { method: 'sampling/createMessage', params: { messages: [] } } as const
const withTools = { method: 'sampling/createMessage', params: { messages: [], tools: [] } } as const
const roots = { method: 'roots/list' } as const

test.each([
  [form, { elicitation: {} }],
  [form, { elicitation: { form: {} } }],
  [form, { elicitation: { form: {}, url: {} } }],
  [page, { elicitation: { url: {} } }],
  [sample, { sampling: {} }],
  [withTools, { sampling: { tools: {} } }],
  [roots, { roots: {} }],
])('%j is fine for %j', (request, declared) => {
  expect(findMissingCapability(request, declared)).toBeUndefined()
})

test.each([
  [form, {}, { elicitation: {} }],
  [form, { elicitation: true }, { elicitation: {} }],
  [form, { elicitation: { url: {} } }, { elicitation: { form: {} } }],
  [page, { elicitation: {} }, { elicitation: { url: {} } }],
  [page, {}, { elicitation: { url: {} } }],
  [sample, { elicitation: {} }, { sampling: {} }],
  [withTools, { sampling: {} }, { sampling: { tools: {} } }],
  [roots, {}, { roots: {} }],
])('%j needs more than %j', (request, declared, missing) => {
  expect(findMissingCapability(request, declared)).toEqual(missing)
})
