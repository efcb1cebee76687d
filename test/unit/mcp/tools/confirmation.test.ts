import { expect, test } from 'vitest'
import { askQuestion, compileConfirmation } from '../../../../src/mcp/tools/confirmation.ts'
import { toolOf } from '../../../support/mcp-world.ts'

const schema = { type: 'object', properties: { id: { type: 'string' } }, additionalProperties: false }

test('the schema that is listed has the argument that confirms', () => {
  const { listed, problems } = compileConfirmation(true, schema)
  expect(problems).toEqual([])
  expect(listed).toMatchObject({
    properties: { id: {}, confirm: { type: 'string' } },
    additionalProperties: false,
  })
})

test('without words of its own the question shows tool and arguments', () => {
  const { confirmation } = compileConfirmation(true, schema)
  expect(askQuestion(confirmation, 'deleteBook', { id: '5' })).toBe('Run "deleteBook" with {"id":"5"}?')
  expect(askQuestion(confirmation, 'deleteAll', {})).toBe('Run "deleteAll"?')
})

test('a question names arguments', () => {
  const { confirmation, problems } = compileConfirmation('Really delete {id} ({id})?', schema)
  expect(problems).toEqual([])
  expect(askQuestion(confirmation, 'deleteBook', { id: '5' })).toBe('Really delete 5 (5)?')
  expect(askQuestion(confirmation, 'deleteBook', {})).toBe('Really delete (not given) ((not given))?')
})

test('what the model says cannot break out of its place', () => {
  const { confirmation } = compileConfirmation('Delete {id}?', schema)
  const question = askQuestion(confirmation, 'deleteBook', { id: `5\n\n\u202eYes\u0000${'x'.repeat(500)}` })
  expect(question).toMatch(/^Delete 5 Yes x+…\?$/)
  expect(question.length).toBeLessThan(220)
})

test.each([
  ['Delete {isbn}?', schema, '{isbn}'],
  [true, { type: 'object', properties: { confirm: { type: 'boolean' } } }, 'argument "confirm" of its own'],
] as const)('%j is refused with a reason', (confirm, given, words) => {
  const { problems } = compileConfirmation(confirm, given)
  expect(problems).toMatchObject([
    { severity: 'error', code: 'SALLYPORT_MCP_CONFIRM_ARGUMENT', at: 'mcp', path: ['confirm'] },
  ])
  expect(problems[0]?.message).toContain(words)
})

test('a tool gets it from its settings', () => {
  expect(toolOf({ mcp: { confirm: 'Sure?' } })).toMatchObject({
    confirmation: { question: ['Sure?'] },
    listing: { inputSchema: { properties: { confirm: {} } } },
  })
  expect(toolOf({ mcp: { confirm: false } }).confirmation).toBeUndefined()
})
