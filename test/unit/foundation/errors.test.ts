import { expect, test } from 'vitest'
import { errorTable, GatewayError } from '../../../src/foundation/errors.ts'
import type { ErrorCode } from '../../../src/foundation/errors.ts'

const rows = Object.entries(errorTable)

test.each(rows)('%s has a name of the house, an error status, a sentence and a hint', (code, row) => {
  expect(code).toMatch(/^SALLYPORT_[A-Z0-9]+(?:_[A-Z0-9]+)+$/)
  expect(row.status).toBeGreaterThanOrEqual(400)
  expect(row.status).toBeLessThan(600)
  expect(row.message).toMatch(/^[A-Z].*\.$/)
  expect(row.hint).toMatch(/^[A-Z].*\.$/)
})

test('an error answers with the status and the sentence of its row', () => {
  for (const [code, row] of rows) {
    const error = new GatewayError(code as ErrorCode)
    expect(error.status).toBe(row.status)
    expect(error.message).toBe(row.message)
  }
})

test('an error carries its detail, headers and cause', () => {
  const cause = new Error('socket hang up')
  const headers = { 'retry-after': '1' }
  const error = new GatewayError('SALLYPORT_UPSTREAM_TIMEOUT', {
    detail: 'todos.example.com',
    headers,
    cause,
  })
  expect(error).toMatchObject({
    code: 'SALLYPORT_UPSTREAM_TIMEOUT',
    detail: 'todos.example.com',
    headers,
    cause,
  })
  expect(error.message).toBe('todos.example.com')
})
