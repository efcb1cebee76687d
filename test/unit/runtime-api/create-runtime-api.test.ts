import { expect, it } from 'vitest'
import { createRuntimeApi, type RuntimeParts } from '../../../src/runtime-api/create-runtime-api.ts'

it('offers modules these names', () => {
  expect(Object.keys(createRuntimeApi({})).sort()).toEqual([
    'AWSLoggingPlugin',
    'AkamaiApiSecurityPlugin',
    'AuditLogPlugin',
    'AwsLambdaHandlerExtensions',
    'AzureBlobPlugin',
    'AzureEventHubsRequestLoggerPlugin',
    'BackgroundDispatcher',
    'BackgroundLoader',
    'ComplexRateLimitInboundPolicy',
    'ConfigurationError',
    'ContextData',
    'DataDogLoggingPlugin',
    'DataDogMetricsPlugin',
    'DatadogMetricsPlugin',
    'DynaTraceLoggingPlugin',
    'DynatraceMetricsPlugin',
    'GatewayContext',
    'GatewayRequest',
    'GoogleCloudLoggingPlugin',
    'HttpProblems',
    'HttpStatusCode',
    'HydrolixRequestLoggerPlugin',
    'JwtServicePlugin',
    'LokiLoggingPlugin',
    'McpSdk',
    'MemoryZoneReadThroughCache',
    'NewRelicLoggingPlugin',
    'NewRelicMetricsPlugin',
    'OAuthProtectedResourcePlugin',
    'OTelMetricsPlugin',
    'OpenTelemetryPlugin',
    'ProblemResponseFormatter',
    'QuotaInboundPolicy',
    'RequestHandlerPlugin',
    'RuntimeError',
    'RuntimeExtensions',
    'SplunkLoggingPlugin',
    'StreamingZoneCache',
    'SumoLogicLoggingPlugin',
    'SystemRuntimePlugin',
    'VMWareLogInsightLoggingPlugin',
    'VMwareLogInsightLoggingPlugin',
    'ZoneCache',
    'ZuploContext',
    'ZuploMcpSdk',
    'ZuploRequest',
    'ZuploResponse',
    'environment',
    'revokeTokens',
  ])
})

it('has the names of policies and handlers too, but for those with members of their own', () => {
  const parts = {
    policies: [{ exports: ['AbcInboundPolicy', 'QuotaInboundPolicy'] }],
    handlers: [{ exports: ['abcHandler'] }],
  } as unknown as RuntimeParts
  const api = createRuntimeApi({}, undefined, parts)
  expect([api['AbcInboundPolicy'], api['abcHandler']].map((value) => typeof value)).toEqual([
    'function',
    'function',
  ])
  expect(api['QuotaInboundPolicy']).toHaveProperty('setMeters')
})

it('gives each project its own environment, and both names of a request the same class', () => {
  const [first, second] = [createRuntimeApi({ A: '1' }), createRuntimeApi({ A: '2' })]
  expect([first['environment'], second['environment']]).toEqual([{ A: '1' }, { A: '2' }])
  expect(first['ZuploRequest']).toBe(second['GatewayRequest'])
})

it('revokes tokens in the gateway it belongs to, and nowhere without one', async () => {
  const revoked: unknown[] = []
  const host = { revokeTokens: async (revocation: unknown) => void revoked.push(revocation) }
  const revoke = createRuntimeApi({}, host)['revokeTokens'] as (revocation?: object) => Promise<void>
  await revoke({ subject: 'ada' })
  await revoke()
  expect(revoked).toEqual([{ subject: 'ada' }, {}])
  const alone = createRuntimeApi({})['revokeTokens'] as () => Promise<void>
  await expect(alone()).rejects.toThrow('inside a gateway')
})
