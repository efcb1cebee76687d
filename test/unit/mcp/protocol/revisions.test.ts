import { SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { batchRevision, legacyRevisions, modernRevisions } from '../../../../src/mcp/protocol/revisions.ts'

test('no revision is in both eras, and the newest comes first', () => {
  const all = [...modernRevisions, ...legacyRevisions]
  expect(new Set(all).size).toBe(all.length)
  expect(all).toEqual([...all].sort().reverse())
  expect(legacyRevisions).toContain(batchRevision)
})

test('the newest legacy revision is one that the official client offers', () => {
  expect(SUPPORTED_PROTOCOL_VERSIONS).toContain(legacyRevisions[0])
})
