import type { Catalog } from './gateway/catalog.ts'
import { customFunction } from './handlers/custom-function/custom-function.ts'
import { mcpServer } from './handlers/mcp-server/mcp-server.ts'
import { urlForward } from './handlers/url-forward/url-forward.ts'
import { urlRewrite } from './handlers/url-rewrite/url-rewrite.ts'
import { oktaJwtAuth } from './policies/inbound/okta-jwt-auth/okta-jwt-auth.ts'
import { openIdJwtAuth } from './policies/inbound/open-id-jwt-auth/open-id-jwt-auth.ts'
import { removeHeaders as removeRequestHeaders } from './policies/inbound/remove-headers/remove-headers.ts'
import { setHeaders as setRequestHeaders } from './policies/inbound/set-headers/set-headers.ts'
import { removeHeaders as removeResponseHeaders } from './policies/outbound/remove-headers/remove-headers.ts'
import { setHeaders as setResponseHeaders } from './policies/outbound/set-headers/set-headers.ts'

/** Every policy and handler that comes with the gateway; the only file that names them. */
export const standardCatalog: Catalog = {
  policies: [
    oktaJwtAuth,
    openIdJwtAuth,
    setRequestHeaders,
    removeRequestHeaders,
    setResponseHeaders,
    removeResponseHeaders,
  ],
  handlers: [mcpServer, urlForward, urlRewrite],
  customFunction,
}
