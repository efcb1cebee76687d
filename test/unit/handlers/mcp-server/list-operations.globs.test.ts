import { expect, test } from 'vitest'
import { curate, namesOf } from '../../../support/curated-project.ts'

const paths = {
  '/books': { get: { operationId: 'books/list' }, post: { operationId: 'books/add' } },
  '/books/{id}': { delete: { operationId: 'books/delete' } },
  '/films': { get: {} },
}
const file = './config/api.oas.json'
const listed = async (...ids: string[]) => curate(paths, {}, { operations: ids.map((id) => ({ file, id })) })

test('a glob lists what it matches, in the order of the document; operations without id go by the name of their tool', async () => {
  expect(namesOf(await listed('*'))).toEqual(['books_list', 'books_add', 'books_delete', 'GET_films'])
  expect(namesOf(await listed('books/[al]*'))).toEqual(['books_list', 'books_add'])
  expect(namesOf(await listed('!books*'))).toEqual(['GET_films'])
})

test('what is named keeps its place, and a glob adds only the rest', async () => {
  const found = await listed('books/add', '*', 'books/list')
  expect(namesOf(found)).toEqual(['books_add', 'books_delete', 'GET_films', 'books_list'])
  expect(found.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('a glob that matches nothing is an error at the glob', async () => {
  expect((await listed('films*')).diagnostics).toMatchObject([
    {
      severity: 'error',
      code: 'SALLYPORT_MCP_UNKNOWN_OPERATION',
      file: 'config/mcp.oas.json',
      message: 'No operation of "./config/api.oas.json" matches "films*".',
    },
  ])
})

test('that ids become names is no news where a glob listed them, and is where somebody did', async () => {
  expect((await listed('*')).diagnostics).toEqual([])
  expect((await listed('books/add')).diagnostics).toMatchObject([{ code: 'SALLYPORT_MCP_TOOL_RENAMED' }])
})
