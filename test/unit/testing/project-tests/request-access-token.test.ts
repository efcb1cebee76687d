import { expect, test } from 'vitest'
import { requestAccessToken } from '../../../../src/testing/project-tests/request-access-token.ts'

const source = {
  authorizationServers: [{ id: 'mcp', issuer: 'http://127.0.0.1:1/oauth2/mcp' }],
  clientSecrets: { robot: 's' },
}

test('what is missing for a token is named', async () => {
  const alone = { ...source, authorizationServers: [] }
  await expect(requestAccessToken(alone, { client: 'robot' })).rejects.toThrow('No authorization server')
  await expect(requestAccessToken(source, { client: 'robot', issuer: 'mpc' })).rejects.toThrow('it has mcp')
  await expect(requestAccessToken(source, { client: 'human' })).rejects.toThrow('"human" has no secret')
})
