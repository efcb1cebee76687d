import { expect, test } from 'vitest'
import { formatRecord, parseRecord } from '../../../../src/storage/file/record.ts'

test('a record is read back as it was written', () => {
  for (const record of [
    { expiresAt: 1_700_000_000_123, version: 'ab.1', value: 'one two\nthree' },
    { expiresAt: Number.POSITIVE_INFINITY, version: 'ab.2', value: '' },
    { expiresAt: 5.5, version: 'v', value: ' leading' },
  ]) {
    expect(parseRecord(formatRecord(record))).toEqual(record)
  }
})

test('anything else is not a record', () => {
  for (const text of ['', 'x', '1 v', 'soon v value', ' v value']) expect(parseRecord(text)).toBeUndefined()
})
