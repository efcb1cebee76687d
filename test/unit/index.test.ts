import { expect, it } from 'vitest'
import * as published from '../../src/index.ts'

it('exports these values; types are pinned with them in test/architecture/public-surface.json', () => {
  expect(Object.keys(published).sort()).toEqual([
    'BackgroundDispatcher',
    'BackgroundLoader',
    'ComplexRateLimitInboundPolicy',
    'ConfigurationError',
    'ContextData',
    'GatewayContext',
    'GatewayRequest',
    'HttpProblems',
    'HttpStatusCode',
    'McpSdk',
    'MemoryZoneReadThroughCache',
    'OAuthProtectedResourcePlugin',
    'ProblemResponseFormatter',
    'QuotaInboundPolicy',
    'RuntimeError',
    'RuntimeExtensions',
    'SystemRuntimePlugin',
    'ZoneCache',
    'ZuploContext',
    'ZuploMcpSdk',
    'ZuploRequest',
    'checkProject',
    'createGateway',
    'defineHandler',
    'defineInboundPolicy',
    'defineOutboundPolicy',
    'environment',
    'revokeTokens',
    'standardCatalog',
  ])
})

it('has each pair of names as one thing', () => {
  expect(published.ZuploRequest).toBe(published.GatewayRequest)
  expect(published.ZuploContext).toBe(published.GatewayContext)
})
