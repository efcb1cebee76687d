import { expect, test } from 'vitest'
import { stateUnavailable, StorageOpenError } from '../../../src/storage/errors.ts'

test('errors of opening carry a name of their own, so that they are printed as sentences', () => {
  expect(String(new StorageOpenError('No.'))).toBe('StorageOpenError: No.')
})

test('a server that is away is a 503 that tells callers nothing about it', () => {
  const error = stateUnavailable(new Error('connect ECONNREFUSED 10.0.0.7:6379'))
  expect(error.status).toBe(503)
  expect(error.headers).toEqual({ 'retry-after': '2' })
  expect(`${error.message} ${error.detail ?? ''}`).not.toContain('10.0.0.7')
})
