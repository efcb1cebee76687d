import { expect, test } from 'vitest'
import { openSession } from '../../../../src/testing/project-tests/session.ts'
import { TestHelper } from '../../../../src/testing/project-tests/test-helper.ts'

const session = { url: 'http://127.0.0.1:1', filter: undefined, files: [], clientSecrets: { robot: 's' } }

test('the URL is that of the session', () => {
  openSession({ ...session, authorizationServers: [] })
  expect(TestHelper.TEST_URL).toBe('http://127.0.0.1:1')
})

test('helpers work with the session', async () => {
  openSession({ ...session, authorizationServers: [] })
  await expect(TestHelper.token({ client: 'robot' })).rejects.toThrow('No authorization server')
  await expect(TestHelper.callTool('/mcp', 'readBook')).rejects.toThrow('fetch failed')
})
