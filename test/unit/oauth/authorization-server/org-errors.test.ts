import { expect, test } from 'vitest'
import { orgErrors, sendOrgError } from '../../../../src/oauth/authorization-server/org-errors.ts'
import { startNodeServer } from '../../../support/node-server.ts'

test('an error of the organization has a code and a sentence', async () => {
  const server = await startNodeServer((_req, res) =>
    sendOrgError(res, orgErrors.rateLimit, { 'retry-after': '60' }),
  )
  const response = await fetch(server.url)
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('60')
  expect(await response.json()).toEqual({
    errorCode: 'E0000047',
    errorSummary: 'API call exceeded rate limit due to too many requests.',
    errorLink: 'E0000047',
    errorCauses: [],
  })
  await server.close()
})
