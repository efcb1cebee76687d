import { expect, test } from 'vitest'
import { simplified } from '../../../src/openapi/operation-problem.ts'

test('what was simplified is a warning at its place', () => {
  const problem = {
    severity: 'warning',
    code: 'SALLYPORT_MCP_SIMPLIFIED',
    path: ['requestBody'],
    message: 'Less.',
  }
  expect(simplified(['requestBody'], 'Less.')).toEqual(problem)
  expect(simplified(['requestBody'], 'Less.', 'More.')).toEqual({ ...problem, hint: 'More.' })
})
