import { expect, test } from 'vitest'
import { listModernTool, listTool } from '../../../../../src/mcp/tools/profiles/list-tools.ts'
import { toolOf } from '../../../../support/mcp-world.ts'

const operation = {
  parameters: [{ name: 'region', in: 'query', schema: { type: ['string', 'null'], format: 'uuid' } }],
}
const plain = { includeOutputSchema: false, includeStructuredContent: false }

test('a tool is listed in the profiles it was compiled for, and in any other', () => {
  const tool = toolOf({ operation }, { ...plain, profiles: ['gemini'] })
  const property = (profile: Parameters<typeof listTool>[1]) =>
    (listTool(tool, profile).inputSchema['properties'] as Record<string, unknown>)['region']
  expect(listTool(tool, 'gemini')).toBe(tool.listings?.get('gemini'))
  expect(property('gemini')).toEqual({ type: 'string', nullable: true, description: 'Format: uuid.' })
  expect(property('default')).toEqual({ type: 'string', description: 'Format: uuid.' })
  expect(property('strict')).toEqual({ type: ['string', 'null'], format: 'uuid' })
})

test('a profile of the tool wins over that of the server', () => {
  const tool = toolOf({ operation, mcp: { profile: 'strict' } }, { ...plain, profiles: ['default'] })
  expect(listTool(tool, 'default')).toEqual(tool.listing)
})

test('A24: only modern clients are told what to mirror', () => {
  const mcp = { parameters: { region: { header: 'Region' } } }
  const single = { parameters: [{ name: 'region', in: 'query', schema: { type: 'string' } }] }
  const tool = toolOf({ operation: single, mcp })
  expect(listModernTool(tool, 'default').inputSchema['properties']).toEqual({
    region: { type: 'string', 'x-mcp-header': 'Region' },
  })
  expect(JSON.stringify(listTool(tool, 'default'))).not.toContain('x-mcp-header')
})

test('A24: x-mcp-header of an imported schema is not passed on', () => {
  const imported = {
    parameters: [{ name: 'a', in: 'query', schema: { type: 'string', 'x-mcp-header': 'A' } }],
  }
  expect(JSON.stringify(listModernTool(toolOf({ operation: imported }), 'strict'))).not.toContain(
    'x-mcp-header',
  )
})
