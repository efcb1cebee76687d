import { expect, it } from 'vitest'
import { formatExplanation } from '../../../src/cli/format-explanation.ts'

it('says the decision first, then the rules of both gates', () => {
  const text = formatExplanation({
    kind: 'tool',
    name: 'order',
    server: '/mcp',
    allowed: false,
    listed: true,
    firstGate: [{ rule: 'policy', name: 'okta', holds: true, because: ['Fine.'] }],
    rules: [{ rule: 'scopes', holds: false, because: ['Needs a.', 'a: not granted'] }],
    secondGate: [],
    route: { method: 'POST', path: '/orders', inbound: [] },
  })
  expect(text.split('\n')).toEqual([
    'refused: tool order of /mcp',
    'listed for this caller',
    '',
    'first gate',
    '  yes  policy okta',
    '         Fine.',
    '  no   scopes',
    '         Needs a.',
    '         a: not granted',
    '',
    'second gate, POST /orders',
    '  no rule',
  ])
})
