import { expect, test } from 'vitest'
import { currentSession, openSession } from '../../../../src/testing/project-tests/session.ts'

test('the session is what was opened', () => {
  const session = {
    url: 'http://127.0.0.1:1',
    filter: undefined,
    files: [],
    authorizationServers: [],
    clientSecrets: {},
  }
  openSession(session)
  expect(currentSession()).toBe(session)
})
