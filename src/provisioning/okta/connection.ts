import { isLoopbackHost } from '../../foundation/http/public-origin.ts'

/** Where an organization is and how to prove oneself to it. */
export interface OktaConnection {
  readonly orgUrl: string
  readonly credential: OktaCredential
}

/** A token of an administrator, or a key of a service application with scopes of the Management API. */
export type OktaCredential =
  | { readonly kind: 'api-token'; readonly token: string }
  | {
      readonly kind: 'private-key'
      readonly clientId: string
      /** PEM (PKCS #8) or a JWK as JSON. */
      readonly key: string
      readonly keyId: string | undefined
    }

/** What the environment lacks, in sentences that say what to set. */
export class OktaConnectionError extends Error {
  override readonly name = 'OktaConnectionError'
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads where the organization is from the environment; no value of it is ever part of an error. */
export function readOktaConnection(environment: Environment): OktaConnection {
  return { orgUrl: readOrgUrl(environment), credential: readCredential(environment) }
}

function readOrgUrl(environment: Environment): string {
  const [name, value] = firstSet(environment, ['OKTA_ORG_URL', 'OKTA_DOMAIN', 'OKTA_CLIENT_ORGURL'])
  if (value === undefined) {
    throw new OktaConnectionError(
      'No Okta organization is named. Set OKTA_ORG_URL=https://your-org.okta.com in the environment or in .env.',
    )
  }
  const text = /^https?:\/\//i.test(value) ? value : `https://${value}`
  if (!URL.canParse(text)) throw new OktaConnectionError(`${name} is no URL.`)
  const url = new URL(text)
  if (/-admin\.(?:okta|oktapreview|okta-emea)\.com$/i.test(url.hostname)) {
    throw new OktaConnectionError(
      `${name} is the address of the admin console. Write it without "-admin": https://${url.hostname.replace('-admin.', '.')}.`,
    )
  }
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
    throw new OktaConnectionError(
      `${name} must be an https URL: a token would cross the network in the open.`,
    )
  }
  return url.origin
}

function readCredential(environment: Environment): OktaCredential {
  const [, token] = firstSet(environment, ['OKTA_API_TOKEN', 'OKTA_CLIENT_TOKEN'])
  if (token !== undefined) return { kind: 'api-token', token: token.replace(/^SSWS /, '') }
  const [, clientId] = firstSet(environment, ['OKTA_CLIENT_ID', 'OKTA_CLIENT_CLIENTID'])
  const [, key] = firstSet(environment, ['OKTA_PRIVATE_KEY', 'OKTA_CLIENT_PRIVATEKEY'])
  if (clientId !== undefined && key !== undefined) {
    const [, keyId] = firstSet(environment, ['OKTA_PRIVATE_KEY_ID', 'OKTA_CLIENT_KEYID'])
    return { kind: 'private-key', clientId, key, keyId }
  }
  throw new OktaConnectionError(
    'There is no credential for the Okta organization. Set OKTA_API_TOKEN (Security > API > Tokens), ' +
      'or OKTA_CLIENT_ID and OKTA_PRIVATE_KEY of a service application with scopes of the Okta API.',
  )
}

function firstSet(environment: Environment, names: readonly string[]): readonly [string, string | undefined] {
  const name = names.find((one) => (environment[one] ?? '').trim() !== '')
  return name === undefined ? ['', undefined] : [name, environment[name]?.trim()]
}
