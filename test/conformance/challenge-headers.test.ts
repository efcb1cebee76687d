import * as sdkV2 from '@modelcontextprotocol/client'
import * as sdkV1 from '@modelcontextprotocol/sdk/client/auth.js'
import { afterAll, describe, expect, it } from 'vitest'
import { answerOf } from '../support/challenge-of.ts'
import { createWorld, headerOf } from '../support/policy-setup.ts'
import { challengeRows, type ChallengeRow } from './challenge-headers.ts'

const world = createWorld()
afterAll(() => world.close())
const origin = 'https://gateway.example'
const metadataUrl = `${origin}/.well-known/oauth-protected-resource/mcp`

/** The answer as a client gets it. */
function responseOf(row: ChallengeRow): Response {
  const reply = answerOf(row, world, origin)
  const challenge = headerOf(reply, 'www-authenticate')
  return new Response(null, { status: reply.status, headers: { 'www-authenticate': challenge } })
}

/** What a row says that a client reads, in the shape that both SDKs answer. */
const readOf = ({ read }: ChallengeRow): Record<string, unknown> => ({
  resourceMetadataUrl: read.hasMetadata ? metadataUrl : undefined,
  scope: read.scope,
  error: read.error,
})

describe.each(challengeRows)('the challenge for $name', (row) => {
  it('is read whole by the parser of SDK v2', () => {
    const response = responseOf(row)
    const { resourceMetadataUrl, scope, error } = sdkV2.extractWWWAuthenticateParams(response)
    expect({ resourceMetadataUrl: resourceMetadataUrl?.href, scope, error }).toEqual(readOf(row))
    expect(response.status).toBe(row.status)
  })

  it('is read whole by the parser of SDK v1, which does not know the scheme DPoP', () => {
    const response = responseOf(row)
    const { resourceMetadataUrl, scope, error } = sdkV1.extractWWWAuthenticateParams(response)
    const knowsScheme = response.headers.get('www-authenticate')?.startsWith('Bearer ') === true
    const expected = knowsScheme ? readOf(row) : {}
    expect({ resourceMetadataUrl: resourceMetadataUrl?.href, scope, error }).toEqual({
      resourceMetadataUrl: undefined,
      scope: undefined,
      error: undefined,
      ...expected,
    })
  })
})
