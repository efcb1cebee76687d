import { describe, expect, it } from 'vitest'
import { buildErrorProblem, buildProblem, statusTitle } from '../../../../src/foundation/http/problem.ts'

const occurrence = { instance: '/mcp', requestId: 'r-1', now: Date.UTC(2026, 0, 2, 3, 4, 5) }

describe('buildProblem', () => {
  it('holds type, title, status, instance and trace', () => {
    expect(buildProblem({ ...occurrence, status: 401 })).toEqual({
      type: 'https://httpproblems.com/http-status/401',
      title: 'Unauthorized',
      status: 401,
      instance: '/mcp',
      trace: { timestamp: '2026-01-02T03:04:05.000Z', requestId: 'r-1' },
    })
  })

  it('carries detail, code and hint only when given', () => {
    const problem = buildProblem({
      ...occurrence,
      status: 404,
      title: 'No tool',
      detail: 'd',
      code: 'C',
      hint: 'h',
    })
    expect(problem).toMatchObject({ title: 'No tool', detail: 'd', code: 'C', hint: 'h' })
    expect(Object.keys(buildProblem({ ...occurrence, status: 404 }))).not.toContain('detail')
  })
})

describe('buildErrorProblem', () => {
  it('takes status, sentence and hint from the table and adds the detail', () => {
    const problem = buildErrorProblem('SALLYPORT_AUTH_TOKEN_REFUSED', {
      ...occurrence,
      detail: 'It has expired.',
    })
    expect(problem).toMatchObject({
      status: 401,
      code: 'SALLYPORT_AUTH_TOKEN_REFUSED',
      detail: 'The access token was not accepted. It has expired.',
      hint: 'Get a new one from the authorization server.',
    })
  })
})

describe('statusTitle', () => {
  it('knows the usual statuses and has words for the others', () => {
    expect([statusTitle(503), statusTitle(599), statusTitle(499)]).toEqual([
      'Service Unavailable',
      'Server Error',
      'Request Failed',
    ])
  })
})
