import { expect, it } from 'vitest'
import { formatMerge, formatOverlay } from '../../../../src/cli/openapi/format-changes.ts'

it('tells of a merge', () => {
  const report = {
    source: 'api.json',
    added: ['GET /a'],
    changed: ['PUT /b'],
    moved: [{ from: 'GET /c', to: 'GET /d' }],
    kept: ['POST /mcp'],
    parts: { added: ['tags.a'], changed: [] },
  }
  expect(formatMerge([report], 'routes.json', true)).toEqual([
    'api.json: 4 changes',
    '  + GET /a',
    '  > GET /c is now GET /d',
    '  ~ PUT /b',
    '  + tags.a',
    '1 operation of routes.json alone stayed.',
    'Nothing was written.',
  ])
})

it('tells of an overlay', () => {
  const actions = [
    { target: '$.info', action: 'update', nodes: 1 },
    { target: '$.none', action: 'remove', nodes: 0 },
  ] as const
  expect(formatOverlay(actions, 'out.json')).toEqual(['update $.info: 1 node', 'Written: out.json'])
})
