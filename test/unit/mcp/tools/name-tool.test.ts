import { expect, test } from 'vitest'
import {
  freeName,
  isArgumentName,
  nameArgument,
  nameFromRoute,
  nameTool,
  withHash,
} from '../../../../src/mcp/tools/name-tool.ts'
import { shows } from '../../../support/shows.ts'

shows('A18', 'whatever the text, the name is one every client accepts, and always the same', () => {
  const texts = [
    'listBooks',
    'books.list',
    'böcker/alla',
    '  ',
    '日本',
    '__a__',
    'x'.repeat(200),
    'get books!',
  ]
  for (const text of texts) {
    expect(nameTool(text)).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    expect(nameTool(text)).toBe(nameTool(text))
  }
  expect(texts.slice(0, 5).map(nameTool)).toEqual(['listBooks', 'books_list', 'bocker_alla', 'tool', 'tool'])
})

test('a route without a name of its own gets one from method and path', () => {
  expect(nameFromRoute('GET', '/todos')).toBe('GET_todos')
  expect(nameFromRoute('GET', '/todos/{id}/notes')).toBe('GET_todos_id_notes')
  expect(nameFromRoute('POST', '/')).toBe('POST')
})

test('arguments keep their name unless a client would refuse it', () => {
  expect(['page.size', '$filter', 'filter[status]', '[]', 'a'.repeat(80)].map(nameArgument)).toEqual([
    'page.size',
    'filter',
    'filter_status',
    'argument',
    withHash('a'.repeat(64), 'a'.repeat(80)),
  ])
  expect(['a-b_c.d', '', 'a b', 'a'.repeat(65)].map(isArgumentName)).toEqual([true, false, false, false])
})

test('a taken name gets a number', () => {
  const taken = new Set(['id', 'id_2'])
  expect(freeName('title', (name) => taken.has(name))).toBe('title')
  expect(freeName('id', (name) => taken.has(name))).toBe('id_3')
})

test('names that are cut at the same place stay apart, by what follows and by nothing else', () => {
  const [one, other] = ['get'.padEnd(70, 'x') + 'One', 'get'.padEnd(70, 'x') + 'Other']
  expect(nameTool(one)).not.toBe(nameTool(other))
  expect(nameTool(one)).toBe('getxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_0yju7vz')
  expect(nameTool(one)).toHaveLength(64)
  expect(nameTool('x'.repeat(64))).toBe('x'.repeat(64))
})
