import * as z from 'zod'
import { apiProblems } from './api-problem.ts'
import type { ApiAnswer } from './api-call.ts'
import { applicationBody } from './application-body.ts'
import { createApp } from './application.ts'
import type { Organization } from './organization.ts'
import { parseBody } from './parse-body.ts'

const metadata = z.object({
  client_name: z.string().min(1),
  application_type: z.enum(['web', 'native', 'browser', 'service']).default('web'),
  redirect_uris: z.array(z.string()).default([]),
  grant_types: z.array(z.string()).min(1).default(['authorization_code']),
  response_types: z.array(z.string()).default(['code']),
  token_endpoint_auth_method: z
    .enum(['client_secret_basic', 'client_secret_post', 'none'])
    .default('client_secret_basic'),
})

/**
 * Dynamic client registration (RFC 7591) as Okta has it: for administrators only. Whoever comes without their credential,
 * as every MCP client does, is refused.
 */
export function registerClient(
  organization: Organization,
  body: unknown,
  isAdministrator: boolean,
): ApiAnswer {
  if (!isAdministrator) throw apiProblems.forbidden()
  const sent = parseBody(metadata, body)
  const app = createApp(
    organization,
    parseBody(applicationBody, {
      name: 'oidc_client',
      label: sent.client_name,
      signOnMode: 'OPENID_CONNECT',
      credentials: {
        oauthClient: { token_endpoint_auth_method: sent.token_endpoint_auth_method, pkce_required: true },
      },
      settings: { oauthClient: { ...sent, consent_method: 'REQUIRED' } },
    }),
  )
  const secret = app.secrets[0]?.client_secret
  return {
    status: 201,
    body: {
      client_id: app.clientId,
      client_id_issued_at: Math.floor(Date.parse(app.created) / 1000),
      ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
      client_name: app.label,
      application_type: sent.application_type,
      redirect_uris: sent.redirect_uris,
      response_types: sent.response_types,
      grant_types: sent.grant_types,
      token_endpoint_auth_method: sent.token_endpoint_auth_method,
    },
  }
}
