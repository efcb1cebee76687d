import { expect, test } from 'vitest'
import { apiProblemBody, apiProblems } from '../../../../src/testing/okta-org/api-problem.ts'

test('a problem becomes the body of Okta', () => {
  expect(apiProblemBody(apiProblems.invalid('name', ['name: left blank']), 'oae1')).toEqual({
    errorCode: 'E0000001',
    errorSummary: 'Api validation failed: name',
    errorLink: 'E0000001',
    errorId: 'oae1',
    errorCauses: [{ errorSummary: 'name: left blank' }],
  })
})

test('each problem has the status and code that are documented', () => {
  const { invalid: _invalid, notFound, ...plain } = apiProblems
  const table = Object.entries(plain).map(([name, make]) => [name, make().status, make().code])
  expect(table).toEqual([
    ['malformed', 400, 'E0000003'],
    ['forbidden', 403, 'E0000006'],
    ['noEndpoint', 404, 'E0000008'],
    ['invalidToken', 401, 'E0000011'],
    ['featureMissing', 401, 'E0000015'],
    ['method', 405, 'E0000022'],
    ['rateLimit', 429, 'E0000047'],
    ['deleteForbidden', 403, 'E0000056'],
    ['internal', 500, 'E0000009'],
    ['unavailable', 503, 'E0000010'],
    ['reconciling', 423, 'E0000239'],
  ])
  expect(notFound('x', 'Policy').message).toBe('Not found: Resource not found: x (Policy)')
})
