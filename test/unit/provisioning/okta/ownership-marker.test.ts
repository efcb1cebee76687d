import { expect, test } from 'vitest'
import { readMarker, writeMarker } from '../../../../src/provisioning/okta/ownership-marker.ts'

const ownership = { owner: 'bookshop', key: 'server:mcp/policy:A [b] %' }

test('what is written is read again, and the text stays what it was', () => {
  for (const text of ['A server.', '', 'With [brackets] inside.']) {
    expect(readMarker(writeMarker(text, ownership))).toEqual({ text, ownership })
  }
  expect(readMarker(writeMarker(undefined, ownership)).text).toBe('')
})

test.each([
  undefined,
  null,
  '',
  'By hand',
  '[managed-by=terraform]',
  '[managed-by=sallyport owner=a key=b] and more',
])('%s has no mark', (text) => {
  expect(readMarker(text)).toEqual({ text: text ?? '', ownership: undefined })
})

test('a broken key is read as it stands', () => {
  expect(readMarker('[managed-by=sallyport owner=a key=%zz]').ownership).toEqual({ owner: 'a', key: '%zz' })
})
