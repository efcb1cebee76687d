import { expect, test } from 'vitest'
import { StorageOpenError, StorageUnavailableError } from '../../../src/storage/errors.ts'

test('errors of stores carry names of their own, so that they are printed as sentences', () => {
  expect(String(new StorageOpenError('No.'))).toBe('StorageOpenError: No.')
  expect(String(new StorageUnavailableError('Away.'))).toBe('StorageUnavailableError: Away.')
})
