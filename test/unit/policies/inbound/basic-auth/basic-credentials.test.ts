import { expect, it } from 'vitest'
import { parseBasicCredentials } from '../../../../../src/policies/inbound/basic-auth/basic-credentials.ts'

it('reads UTF-8, and a password with colons', () => {
  const sent = `basic ${Buffer.from('ädä:p:w').toString('base64')}`
  expect(parseBasicCredentials(sent)).toEqual({ username: 'ädä', password: 'p:w' })
})

it.each([undefined, '', 'Basic', 'Basic ***', 'Basic YQ==', 'Basic /zr/', 'Bearer YTpi'])(
  'refuses %j',
  (sent) => {
    expect(parseBasicCredentials(sent)).toBeUndefined()
  },
)
