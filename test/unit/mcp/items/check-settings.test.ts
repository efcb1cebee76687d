import { expect, test } from 'vitest'
import * as z from 'zod'
import { checkSettings } from '../../../../src/mcp/items/check-settings.ts'
import type { ToolProblem } from '../../../../src/mcp/tools/tool.ts'
import { toolSource } from '../../../support/mcp-world.ts'

const schema = z.object({ name: z.string().default('a') })

test('settings are checked, with defaults', () => {
  const problems: ToolProblem[] = []
  expect(checkSettings(schema, toolSource(), problems)).toEqual({ name: 'a' })
  expect(problems).toEqual([])
})

test('what is wrong stands at the settings', () => {
  const problems: ToolProblem[] = []
  expect(checkSettings(schema, toolSource({ mcp: { nam: 'x' } }), problems)).toBeUndefined()
  expect(problems).toMatchObject([
    { severity: 'error', at: 'mcp', path: ['nam'], hint: 'Did you mean "name"?' },
  ])
})
