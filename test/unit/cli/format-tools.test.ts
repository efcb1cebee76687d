import { expect, test } from 'vitest'
import { count, formatServer } from '../../../src/cli/format-tools.ts'
import type { ToolReport } from '../../../src/cli/tools-report.ts'

function tool(name: string, tokens: number, more: Partial<ToolReport> = {}): ToolReport {
  const definition = { name, description: 'x', inputSchema: {} }
  return {
    name,
    tokens,
    operation: `${name} in ./config/a.oas.json`,
    warnings: [],
    simplified: [],
    definition,
    ...more,
  }
}

test('the largest tool comes first, then what is simplified and left out, with the reason', () => {
  const text = formatServer({
    name: 'shop',
    path: '/mcp',
    profile: 'default',
    tokens: 30,
    tools: [
      tool('small', 10),
      tool('large', 20, { simplified: ['/a is nested too deep.'], warnings: ['W.'] }),
    ],
    leftOut: [{ operation: 'odd in ./config/a.oas.json', reasons: ['It is not enabled.'] }],
  })
  expect(text.split('\n')).toEqual([
    'shop at /mcp: 2 tools, 30 tokens in profile default',
    '',
    'TOOL   TOKENS  REMARKS                OPERATION',
    'large  20      1 warning, simplified  large in ./config/a.oas.json',
    'small  10      -                      small in ./config/a.oas.json',
    '',
    'Not as the document says:',
    '  large: W.',
    '  large: /a is nested too deep.',
    '',
    'Left out:',
    '  odd in ./config/a.oas.json: It is not enabled.',
  ])
})

test('a server without tools is one line', () => {
  const empty = { name: 'shop', path: '/mcp', profile: 'strict', tokens: 0, tools: [], leftOut: [] } as const
  expect(formatServer(empty)).toBe('shop at /mcp: 0 tools, 0 tokens in profile strict')
})

test('one thing is not several', () => {
  expect([count(1, 'tool'), count(2, 'tool')]).toEqual(['1 tool', '2 tools'])
})
