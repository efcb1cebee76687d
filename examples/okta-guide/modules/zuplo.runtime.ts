import { environment, OAuthProtectedResourcePlugin, RuntimeExtensions } from '@zuplo/runtime'

/** Publishes where tokens for the MCP endpoint come from, so that a client finds the sign-in page by itself. */
export function runtimeInit(runtime: RuntimeExtensions): void {
  runtime.addPlugin(
    new OAuthProtectedResourcePlugin({
      authorizationServers: [environment.OKTA_ISSUER ?? ''],
      resourceName: 'Bookshop MCP Server',
    }),
  )
}
