import { expect, it } from 'vitest'
import { describeFirebase } from '../../../../../src/oauth/resource-server/identity-providers/firebase.ts'

it('describes a project, whose keys Google publishes elsewhere', () => {
  const { issuer, keys, algorithms } = describeFirebase('my-project')
  expect([issuer, algorithms]).toEqual(['https://securetoken.google.com/my-project', ['RS256']])
  expect(keys).toMatchObject({ kind: 'url', url: expect.stringMatching(/^https:\/\/www\.googleapis\.com\//) })
})
