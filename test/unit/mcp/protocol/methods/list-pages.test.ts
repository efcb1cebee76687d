import { expect, test } from 'vitest'
import { createListPages, type ListPages } from '../../../../../src/mcp/protocol/methods/list-pages.ts'

const start = '{"resultType":"complete","ttlMs":5,"cacheScope":"public"'
const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `t${index}` }))
const pagesOf = (count: number, pageSize?: number, member = 'tools'): ListPages =>
  createListPages({ member, entries: entries(count), pageSize, modernStart: start })
const parse = (text: string) => JSON.parse(text) as { tools: { name: string }[]; nextCursor?: string }

test('without a page size everything stands on one page', () => {
  const { first, following } = pagesOf(3)
  expect(first.legacy).toBe('{"tools":[{"name":"t0"},{"name":"t1"},{"name":"t2"}]}')
  expect(first.modern).toBe(`${start},${first.legacy.slice(1)}`)
  expect(following.size).toBe(0)
  expect(pagesOf(0, 5).first.legacy).toBe('{"tools":[]}')
})

test('cursors lead from page to page, to every entry once', () => {
  const { first, following } = pagesOf(7, 3)
  const seen: string[] = []
  let text: string | undefined = first.legacy
  while (text !== undefined) {
    const { tools, nextCursor } = parse(text)
    seen.push(...tools.map(({ name }) => name))
    text = nextCursor === undefined ? undefined : following.get(nextCursor)?.legacy
  }
  expect(seen).toEqual(entries(7).map(({ name }) => name))
  expect(following.size).toBe(2)
})

test('every modern page says how long and for whom it may be kept', () => {
  const { first, following } = pagesOf(4, 2)
  for (const page of [first, ...following.values()]) {
    expect(parse(page.modern)).toMatchObject({ ttlMs: 5, cacheScope: 'public' })
  }
})

test('a cursor of another list, or of another version of it, leads nowhere', () => {
  const cursors = (pages: ListPages) => [...pages.following.keys()]
  const [own] = cursors(pagesOf(4, 2))
  expect(cursors(pagesOf(4, 2))).toEqual([own])
  for (const other of [pagesOf(5, 2), pagesOf(4, 3), pagesOf(4, 2, 'prompts')]) {
    expect(cursors(other)).not.toContain(own)
  }
})

test('entries that the modern era has otherwise are on the same pages', () => {
  const modernEntries = entries(4).map(({ name }) => ({ name, more: true }))
  const { first, following } = createListPages({
    member: 'tools',
    entries: entries(4),
    modernEntries,
    pageSize: 3,
    modernStart: start,
  })
  expect(parse(first.legacy).tools).toEqual(entries(3))
  expect(parse(first.modern).tools).toEqual(modernEntries.slice(0, 3))
  expect([...following.values()].map(({ modern }) => parse(modern).tools)).toEqual([modernEntries.slice(3)])
})
