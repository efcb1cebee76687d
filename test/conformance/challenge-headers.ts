import type { ChallengeTerms } from '../../src/gateway/request-context.ts'

/** A refusal, and what every client must read from its challenge. */
export interface ChallengeRow {
  readonly name: string
  readonly status: 400 | 401 | 403
  readonly terms: ChallengeTerms
  /** What the caller sent. */
  readonly sent:
    'nothing' | 'a bad token' | 'a bad token with DPoP' | 'a token twice' | 'a token without the scope'
  readonly read: {
    readonly hasMetadata: boolean
    readonly scope: string | undefined
    readonly error: string | undefined
  }
}

const published = { metadataEnabled: true, scopes: ['mcp:access', 'mcp:staff'] }
const dpop = { algorithms: ['ES256', 'EdDSA'], required: false }
const scope = 'mcp:access mcp:staff'

/** Every kind of challenge the gateway sends. */
export const challengeRows: readonly ChallengeRow[] = [
  {
    name: 'no credentials',
    status: 401,
    terms: published,
    sent: 'nothing',
    read: { hasMetadata: true, scope, error: undefined },
  },
  {
    name: 'no credentials, no metadata published',
    status: 401,
    terms: { metadataEnabled: false, scopes: ['mcp:access'] },
    sent: 'nothing',
    read: { hasMetadata: false, scope: 'mcp:access', error: undefined },
  },
  {
    name: 'no credentials, no scope known',
    status: 401,
    terms: { metadataEnabled: true, scopes: [] },
    sent: 'nothing',
    read: { hasMetadata: true, scope: undefined, error: undefined },
  },
  {
    name: 'a token that is not accepted',
    status: 401,
    terms: published,
    sent: 'a bad token',
    read: { hasMetadata: true, scope, error: 'invalid_token' },
  },
  {
    name: 'credentials that cannot be read',
    status: 400,
    terms: published,
    sent: 'a token twice',
    read: { hasMetadata: true, scope, error: 'invalid_request' },
  },
  {
    name: 'a scope that is missing',
    status: 403,
    terms: published,
    sent: 'a token without the scope',
    read: { hasMetadata: true, scope, error: 'insufficient_scope' },
  },
  {
    name: 'no credentials, DPoP spoken beside Bearer',
    status: 401,
    terms: { ...published, dpop },
    sent: 'nothing',
    read: { hasMetadata: true, scope, error: undefined },
  },
  {
    name: 'a token that is not accepted, DPoP spoken beside Bearer',
    status: 401,
    terms: { ...published, dpop },
    sent: 'a bad token',
    read: { hasMetadata: true, scope, error: 'invalid_token' },
  },
  {
    name: 'a token that is not accepted, presented with DPoP',
    status: 401,
    terms: { ...published, dpop },
    sent: 'a bad token with DPoP',
    read: { hasMetadata: true, scope, error: 'invalid_token' },
  },
  {
    name: 'no credentials, DPoP alone',
    status: 401,
    terms: { ...published, dpop: { ...dpop, required: true } },
    sent: 'nothing',
    read: { hasMetadata: true, scope, error: undefined },
  },
]
