import { expect, it } from 'vitest'
import { CountedSchemes } from '../../../../src/mcp/access/counted-schemes.ts'
import { readSecurity } from '../../../../src/mcp/access/read-security.ts'

const schemes = new CountedSchemes(['ours', 'also'], [])
const read = (security: unknown, above?: unknown) =>
  readSecurity(
    {
      operation: security === undefined ? {} : { security },
      document: above === undefined ? {} : { security: above },
    },
    schemes,
  )

it.each([
  ['any of several', [{ ours: ['a'] }, { ours: ['b', 'c'] }], [['a'], ['b', 'c']]],
  ['all of one', [{ ours: ['a'], also: ['b'] }], [['a', 'b']]],
  ['somebody who signed in', [{ ours: [] }], [[]]],
  ['ours beside what another gate judges', [{ ours: ['a'], key: [] }], [['a']]],
  ['ours, and no way around it', [{ ours: ['a'] }, { key: [] }], [['a']]],
  ['nobody in particular', [{ ours: ['a'] }, {}], undefined],
  ['nothing', [], undefined],
  ['nothing of ours', [{ key: [] }, { foreign: ['x'] }], undefined],
  ['nothing readable', 'ours', undefined],
])('asks for %s', (_what, security, rule) => {
  expect(read(security).rule).toEqual(rule)
})

it("falls back to the document's, unless the operation says that it has none", () => {
  expect(read(undefined, [{ ours: ['a'] }]).rule).toEqual([['a']])
  expect(read([], [{ ours: ['a'] }]).rule).toBeUndefined()
})

it('says whose scopes were left out', () => {
  expect(read([{ ours: ['a'] }, { foreign: ['x'] }, { key: [] }]).ignored).toEqual(['foreign'])
})
