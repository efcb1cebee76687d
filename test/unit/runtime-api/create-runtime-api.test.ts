import { expect, it } from 'vitest'
import { createRuntimeApi } from '../../../src/runtime-api/create-runtime-api.ts'

it('offers modules these names', () => {
  expect(Object.keys(createRuntimeApi({})).sort()).toEqual([
    'ConfigurationError',
    'ContextData',
    'GatewayRequest',
    'HttpProblems',
    'HttpStatusCode',
    'McpSdk',
    'OAuthProtectedResourcePlugin',
    'ProblemResponseFormatter',
    'RuntimeError',
    'RuntimeExtensions',
    'SystemRuntimePlugin',
    'ZuploMcpSdk',
    'ZuploRequest',
    'ZuploResponse',
    'environment',
  ])
})

it('gives each project its own environment, and both names of a request the same class', () => {
  const [first, second] = [createRuntimeApi({ A: '1' }), createRuntimeApi({ A: '2' })]
  expect([first['environment'], second['environment']]).toEqual([{ A: '1' }, { A: '2' }])
  expect(first['ZuploRequest']).toBe(second['GatewayRequest'])
})
