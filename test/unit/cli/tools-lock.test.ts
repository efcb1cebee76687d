import { expect, test } from 'vitest'
import { buildLock, compareLocks, parseLock } from '../../../src/cli/tools-lock.ts'
import type { ServerReport } from '../../../src/cli/tools-report.ts'

function server(
  path: string,
  tools: Record<string, Record<string, unknown>>,
  profile = 'default',
): ServerReport {
  return {
    name: 'shop',
    path,
    profile: profile as ServerReport['profile'],
    tokens: 0,
    leftOut: [],
    tools: Object.entries(tools).map(([name, more]) => ({
      name,
      tokens: 1,
      operation: name,
      warnings: [],
      simplified: [],
      definition: { name, description: 'Does it.', inputSchema: { type: 'object' }, ...more },
    })),
  }
}

const compare = (before: readonly ServerReport[], after: readonly ServerReport[]) =>
  compareLocks(buildLock(before), buildLock(after))

test('the order of servers and tools does not matter', () => {
  const one = [server('/b', { y: {}, x: {} }), server('/a', {})]
  const other = [server('/a', {}), server('/b', { x: {}, y: {} })]
  expect(JSON.stringify(buildLock(one))).toBe(JSON.stringify(buildLock(other)))
  expect(compare(one, other)).toEqual([])
})

test('a changed description is shown, old and new, at its place', () => {
  const after = server('/mcp', { add: { description: 'Deletes everything.' } })
  expect(compare([server('/mcp', { add: {} })], [after])).toEqual([
    '~ /mcp add /description: "Does it." -> "Deletes everything."',
  ])
})

test('what is added, removed or changed inside a schema is a line each', () => {
  const before = server('/mcp', {
    gone: {},
    add: { inputSchema: { type: 'object', properties: { a: { type: 'string' } } } },
  })
  const after = server('/mcp', {
    come: {},
    add: { inputSchema: { type: 'object', properties: { a: { type: 'integer' }, b: {} } } },
  })
  expect(compare([before], [after])).toEqual([
    '~ /mcp add /inputSchema/properties/a/type: "string" -> "integer"',
    '~ /mcp add /inputSchema/properties/b: nothing -> {}',
    '- /mcp gone',
    '+ /mcp come',
  ])
})

test('servers come and go, and may change their profile', () => {
  expect(
    compare([server('/a', {}), server('/c', {})], [server('/b', {}), server('/c', {}, 'claude')]),
  ).toEqual(['- server /a', '~ /c profile: default -> claude', '+ server /b'])
})

test('a long value is shown by its start', () => {
  const [line] = compare(
    [server('/mcp', { add: {} })],
    [server('/mcp', { add: { description: 'x'.repeat(5000) } })],
  )
  expect(line?.length).toBeLessThan(500)
  expect(line).toContain('(5002 characters)')
})

test('only a lock is read as one', () => {
  const text = JSON.stringify(buildLock([server('/a', { x: {} })]))
  expect(parseLock(text)).toEqual(JSON.parse(text))
  for (const other of ['', '{}', '[]', '{"lockfileVersion":2,"servers":{}}'])
    expect(parseLock(other)).toBeUndefined()
})
