import { expect, test } from 'vitest'
import { compilePrompt } from '../../../../src/mcp/prompts/compile-prompt.ts'
import { promptOf, reviewPrompt } from '../../../support/item-world.ts'
import { toolSource } from '../../../support/mcp-world.ts'

test('the properties of the body are the arguments', () => {
  expect(reviewPrompt({ title: 'Review', _meta: { a: 1 } }).listing).toEqual({
    name: 'review',
    title: 'Review',
    description: 'Reviews a book.',
    arguments: [
      { name: 'title', description: 'Of the book.', required: true },
      { name: 'stars', required: false },
      { name: 'tone', required: false },
      { name: 'spoilers', required: false },
      { name: 'tags', required: false },
    ],
    _meta: { a: 1 },
  })
})

test('so are parameters, and a GET will do', () => {
  const prompt = promptOf({
    method: 'GET',
    path: '/hello/{name}',
    operation: { parameters: [{ name: 'lang', in: 'query', description: 'Of the greeting.' }] },
    mcp: { type: 'prompt', name: 'hello', description: 'Greets.' },
  })
  expect(prompt.listing).toEqual({
    name: 'hello',
    description: 'Greets.',
    arguments: [
      { name: 'name', required: true },
      { name: 'lang', description: 'Of the greeting.', required: false },
    ],
  })
})

test('a prompt without arguments lists none', () => {
  expect(Object.keys(promptOf().listing)).toEqual(['name', 'description'])
})

test('enums, booleans and settings complete arguments', () => {
  const { completions } = reviewPrompt({ completions: { title: ['Emma'] } })
  expect(Object.fromEntries(completions)).toEqual({
    title: ['Emma'],
    stars: [],
    tone: ['kind', 'strict', 'neutral'],
    spoilers: ['true', 'false'],
    tags: [],
  })
})

test.each([
  [{ method: 'DELETE' }, 'SALLYPORT_MCP_PROMPT_METHOD'],
  [{ method: 'POST', mcp: { type: 'prompt', titel: 'x' } }, 'SALLYPORT_CONFIG_UNKNOWN_KEY'],
  [{ method: 'POST', mcp: { completions: { no: [] } } }, 'SALLYPORT_MCP_UNKNOWN_ARGUMENT'],
  [{ method: 'POST', operation: { parameters: [{ $ref: '#/no' }] } }, 'SALLYPORT_MCP_UNSUPPORTED_PARAMETER'],
])('%j is refused', (changes, code) => {
  const { prompt, problems } = compilePrompt(toolSource(changes))
  expect(prompt).toBeUndefined()
  expect(problems).toMatchObject([{ severity: 'error', code }])
})

test('one that is not enabled is left out silently', () => {
  expect(compilePrompt(toolSource({ mcp: { enabled: false } }))).toEqual({ prompt: undefined, problems: [] })
})
