import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startExample, type RunningExample } from '../support/example.ts'
import { shows } from '../support/shows.ts'
import { browseToCallback } from '../support/sign-in.ts'

/**
 * The contract of the public script for manual testing: bash, curl and jq, step by step. It takes the metadata URL as the
 * text after the last `resource_metadata=` up to white space, asks without `resource`, sends the client's secret by HTTP
 * Basic, and posts JSON without naming its content type.
 */
const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync('which', [tool]).status !== 0)
if (missing.length > 0) console.warn(`SKIPPED: the curl script's contract needs ${missing.join(', ')}.`)
const mustRun = process.env['CI'] === 'true'

describe.skipIf(missing.length > 0 && !mustRun)('the public curl script', () => {
  let example: RunningExample
  let metadataUrl = ''
  let issuer = ''
  let token = ''
  const redirectUri = 'http://localhost:8080/authorization-code/callback'

  beforeAll(async () => {
    example = await startExample()
  })
  afterAll(() => example.stop())

  const bash = (script: string, environment: Record<string, string>): string =>
    execFileSync('bash', ['--norc', '-ec', script], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      encoding: 'utf8',
    })

  it('is challenged, and finds the metadata URL in the challenge', () => {
    const ping = '{"jsonrpc":"2.0","id":"1","method":"ping"}'
    const script = `curl -s -i -X POST "$MCP" -H 'content-type: application/json' -d '${ping}' \
      | grep -i 'resource_metadata=' | sed -E 's/.*resource_metadata=([^[:space:]]+).*/\\1/' | tr -d '\\r\\n'`
    metadataUrl = bash(script, { MCP: example.mcpUrl })
    expect(metadataUrl).toBe(`${example.origin}/.well-known/oauth-protected-resource/mcp`)
  })

  it('reads the authorization server and its endpoints', () => {
    issuer = bash(`curl -s "$URL" | jq -r '.authorization_servers[0]'`, { URL: metadataUrl }).trim()
    expect(issuer).toBe(example.issuer)
    const endpoints = bash(
      `curl -s "$AS/.well-known/oauth-authorization-server" | jq -r '.authorization_endpoint, .token_endpoint'`,
      { AS: issuer },
    )
    expect(endpoints.trim().split('\n')).toEqual([`${issuer}/v1/authorize`, `${issuer}/v1/token`])
  })

  it('exchanges the code for a token with the secret in HTTP Basic', async () => {
    const verifier = randomBytes(48).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const state = randomBytes(16).toString('hex')
    // The script encodes none of its values.
    const authorize = `${issuer}/v1/authorize?response_type=code&client_id=${example.clientId}&redirect_uri=${redirectUri}&scope=mcp:access&state=${state}&code_challenge=${challenge}&code_challenge_method=S256`
    const callback = await browseToCallback(new URL(authorize), {
      login: example.user,
      password: example.password,
    })
    expect(callback.searchParams.get('state')).toBe(state)
    const script = `curl -s -X POST "$AS/v1/token" -u "$ID:$SECRET" -d grant_type=authorization_code -d "code=$CODE" -d "redirect_uri=$REDIRECT" -d "code_verifier=$VERIFIER" | jq -r .access_token`
    token = bash(script, {
      AS: issuer,
      ID: example.clientId,
      SECRET: example.clientSecret,
      CODE: callback.searchParams.get('code') ?? '',
      REDIRECT: redirectUri,
      VERIFIER: verifier,
    }).trim()
    expect(token.split('.')).toHaveLength(3)
  })

  shows('P3', 'pings with the token, without naming a content type, and gets one JSON document', () => {
    const script = `curl -s -X POST "$MCP" -H "Authorization: Bearer $TOKEN" -H 'Accept: application/json, text/event-stream' -d '{"jsonrpc":"2.0","id":"1","method":"ping"}' | jq -c .`
    expect(JSON.parse(bash(script, { MCP: example.mcpUrl, TOKEN: token }))).toEqual({
      jsonrpc: '2.0',
      id: '1',
      result: {},
    })
  })
})
