import { expect, test } from 'vitest'
import {
  freeName,
  isArgumentName,
  nameArgument,
  nameFromRoute,
  nameTool,
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
    'a'.repeat(64),
  ])
  expect(['a-b_c.d', '', 'a b', 'a'.repeat(65)].map(isArgumentName)).toEqual([true, false, false, false])
})

test('a taken name gets its suffix, then a number', () => {
  const taken = new Set(['id', 'id_query', 'id_2'])
  const isTaken = (name: string): boolean => taken.has(name)
  expect(freeName('title', isTaken, 'query')).toBe('title')
  expect(freeName('id', isTaken, 'header')).toBe('id_header')
  expect(freeName('id', isTaken, 'query')).toBe('id_3')
})
