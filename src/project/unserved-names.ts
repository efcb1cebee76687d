const ownKeys = 'It needs an account with its vendor, and this gateway calls no such service by itself.'

/** Names that projects of this format may use and this gateway does not serve, and what to do in their place. */
export const unservedNames: ReadonlyMap<string, string> = new Map([
  [
    'McpCustomToolsSDK',
    'Make each tool a POST route whose handler is its function and whose requestBody is its schema, and list it under "operations" of the MCP server.',
  ],
  [
    'ZuploServices',
    'Sign tokens of the gateway with JwtServicePlugin: add it in runtimeInit and call JwtServicePlugin.signJwt({ … }).',
  ],
  ['McpGatewayPlugin', 'List the operations of each MCP server in its route, with mcpServerHandler.'],
  [
    'legacyDevPortalHandler',
    'Serve the OpenAPI document with openApiSpecHandler, and show it with any viewer.',
  ],
  [
    'LDAPAuthInboundPolicy',
    'Put an OpenID provider in front of the directory, and use OpenIdJwtInboundPolicy.',
  ],
  [
    'BotDetectionInboundPolicy',
    'Its scores come from one edge network. Have your own edge write its score to a header, and judge it with RequireHeaderInboundPolicy or a policy of a module.',
  ],
  [
    'MonetizationInboundPolicy',
    'Use ApiKeyInboundPolicy with QuotaInboundPolicy, and bill by what a module reads of the quota.',
  ],
  [
    'StripeMonetizationPlugin',
    'Receive its events on a route behind StripeWebhookVerificationInboundPolicy.',
  ],
  [
    'AmberfloMeteringInboundPolicy',
    `${ownKeys} Send what was used from a module, with BackgroundDispatcher.`,
  ],
  ['OpenMeterInboundPolicy', `${ownKeys} Send what was used from a module, with BackgroundDispatcher.`],
  ['MoesifInboundPolicy', `${ownKeys} Send requests from a final hook, with BackgroundDispatcher.`],
  ['ReadmeMetricsInboundPolicy', `${ownKeys} Send requests from a final hook, with BackgroundDispatcher.`],
  [
    'AxiomaticsAuthZInboundPolicy',
    `${ownKeys} Ask it in a policy of a module, or use OpenFGAAuthZInboundPolicy.`,
  ],
  [
    'AuditLogDataStaxProvider',
    `${ownKeys} Give AuditLogPlugin an object of a module whose write(entry) sends to it, or use AuditLogsInboundPolicy.`,
  ],
  ['defaultGenerateHydrolixEntry', `${ownKeys} Send requests from a final hook, with BackgroundDispatcher.`],
  ['SemanticCacheInboundPolicy', 'Use CachingInboundPolicy, which keeps answers to the same request.'],
  [
    'McpOAuthInboundPolicy',
    'Use OpenIdJwtInboundPolicy, or the policy of your provider, with oAuthResourceMetadataEnabled.',
  ],
  ['McpOktaOAuthInboundPolicy', 'Use OktaJwtInboundPolicy with oAuthResourceMetadataEnabled.'],
  ['McpAuth0OAuthInboundPolicy', 'Use Auth0JwtInboundPolicy with oAuthResourceMetadataEnabled.'],
  ['McpTokenExchangeInboundPolicy', 'Use UpstreamTokenExchangeInboundPolicy on the routes of the tools.'],
  [
    'McpCapabilityFilterInboundPolicy',
    'Name the tools of the server in its operations, and who may use which in config/tools.jsonc.',
  ],
  [
    'UpstreamFirebaseAdminAuthInboundPolicy',
    'Use UpstreamGcpServiceAuthInboundPolicy with the same service account.',
  ],
])
