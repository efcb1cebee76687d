import { expect, test } from 'vitest'
import { openSession } from '../../../../src/testing/project-tests/session.ts'
import { TestHelper } from '../../../../src/testing/project-tests/test-helper.ts'

const session = { url: 'http://127.0.0.1:1', filter: undefined, files: [], clientSecrets: { robot: 's' } }

test('the URL is that of the session', () => {
  openSession({ ...session, authorizationServers: [] })
  expect(TestHelper.TEST_URL).toBe('http://127.0.0.1:1')
})

test('what is missing for a token is named', async () => {
  openSession({ ...session, authorizationServers: [] })
  await expect(TestHelper.token({ client: 'robot' })).rejects.toThrow('No authorization server')
  openSession({ ...session, authorizationServers: [{ id: 'mcp', issuer: 'http://127.0.0.1:1/oauth2/mcp' }] })
  await expect(TestHelper.token({ client: 'robot', issuer: 'mpc' })).rejects.toThrow('it has mcp')
  await expect(TestHelper.token({ client: 'human' })).rejects.toThrow('"human" has no secret')
})
