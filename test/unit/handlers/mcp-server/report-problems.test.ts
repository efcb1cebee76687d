import { expect, test } from 'vitest'
import { curate, namesOf } from '../../../support/curated-project.ts'

/** Operations that cannot be tools: their parameter refers to nothing. */
function broken(count: number): Record<string, unknown> {
  const entries = Array.from({ length: count }, (_, index) => [
    `/broken/${index}`,
    { get: { operationId: `broken${index}`, parameters: [{ $ref: '#/nothing' }] } },
  ])
  return Object.fromEntries(entries) as Record<string, unknown>
}

const fine = { '/fine': { get: { operationId: 'fine' } } }

test('an operation that a glob listed and cannot be offered is left out, and said', async () => {
  const found = await curate({ ...fine, ...broken(1) })
  expect(namesOf(found)).toEqual(['fine'])
  expect(found.diagnostics).toMatchObject([{ severity: 'warning', file: 'config/api.oas.json' }])
  expect(found.description?.leftOut).toMatchObject([{ operation: 'broken0 in ./config/api.oas.json' }])
  expect(found.description?.leftOut[0]?.reasons).toHaveLength(1)
})

test('many of them are one warning', async () => {
  const { diagnostics, description } = await curate({ ...fine, ...broken(30) })
  expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_LEFT_OUT' }])
  expect(diagnostics[0]?.message).toMatch(/^30 times an operation is left out\. The first: /)
  expect(description?.leftOut).toHaveLength(30)
})

test('an operation that somebody named and cannot be offered stops the start', async () => {
  const operations = [{ file: './config/api.oas.json', id: 'broken0' }]
  expect((await curate(broken(1), {}, { operations })).diagnostics).toMatchObject([{ severity: 'error' }])
})

test('what a profile leaves out is one warning at the server, and nothing where nothing is lost', async () => {
  const deep = (depth: number): object =>
    depth === 0 ? { type: 'string' } : { type: 'object', properties: { a: deep(depth - 1) } }
  const body = { content: { 'application/json': { schema: deep(20) } } }
  const paths = { '/deep': { post: { operationId: 'deep', requestBody: body } } }
  expect((await curate(paths)).diagnostics).toMatchObject([
    { severity: 'warning', code: 'SALLYPORT_MCP_SIMPLIFIED_SCHEMA', file: 'config/mcp.oas.json' },
  ])
  expect((await curate(paths, {}, { profile: 'claude' })).diagnostics).toEqual([])
})

test('tools of one name that nobody named get names that do not depend on each other', async () => {
  const one = { '/a': { get: { operationId: 'a/b' } } }
  const other = { '/b': { get: { operationId: 'a_b' } } }
  const names = namesOf(await curate({ ...one, ...other }))
  expect(new Set(names).size).toBe(2)
  for (const name of names) expect(name).toMatch(/^a_b_[a-z0-9]{7}$/)
  expect(namesOf(await curate({ ...other, ...one }))).toEqual([...names].reverse())
})
