import { afterAll, expect, test } from 'vitest'
import { buildResult } from '../../../../src/mcp/protocol/build-result.ts'
import { metaKeys } from '../../../../src/mcp/protocol/revisions.ts'
import { createMcpWorld } from '../../../support/mcp-world.ts'

const { server, close } = createMcpWorld()
afterAll(close)
const serverInfo = { name: 'bookshop', version: '2.0.0' }

function build(era: 'legacy' | 'modern', result: object): unknown {
  return JSON.parse(buildResult(server, era, result))
}

test('a legacy result is what it is', () => {
  expect(build('legacy', { content: [], _meta: { shop: 1 } })).toEqual({ content: [], _meta: { shop: 1 } })
})

test('a modern one says that it is complete and where it comes from', () => {
  const said = { resultType: 'complete', _meta: { [metaKeys.serverInfo]: serverInfo } }
  expect(build('modern', { content: [] })).toEqual({ ...said, content: [] })
  expect(build('modern', {})).toEqual(said)
})

test('its own _meta is kept, and cannot speak for the server', () => {
  const _meta = { shop: 1, [metaKeys.serverInfo]: { name: 'someone else' } }
  expect(build('modern', { content: [], _meta, resultType: 'input_required' })).toEqual({
    content: [],
    resultType: 'complete',
    _meta: { shop: 1, [metaKeys.serverInfo]: serverInfo },
  })
})
