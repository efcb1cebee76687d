import { expect, test } from 'vitest'
import { checkRegistration } from '../../../../../src/provisioning/okta/verify/check-registration.ts'
import { createPublicEndpoints } from '../../../../../src/provisioning/okta/verify/public-endpoints.ts'
import { createOktaOrg } from '../../../../../src/testing/index.ts'
import { listOkta } from '../../../../support/okta-calls.ts'

test('closed registration is a note, and asking makes no client', async () => {
  const org = await createOktaOrg()
  const endpoints = createPublicEndpoints()
  expect((await checkRegistration(endpoints, org.origin)).outcome).toBe('note')
  expect(await listOkta(org, '/api/v1/apps')).toEqual([])
  await endpoints.close()
  await org.close()
})

test('open registration is a fault', async () => {
  const answer = async () => ({ status: 400, body: undefined })
  const open = { getJson: answer, postForm: answer, postJson: answer, close: async () => undefined }
  expect((await checkRegistration(open, 'https://o')).outcome).toBe('failed')
})
