import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, noContent } from '../../../../src/testing/okta-org/api-call.ts'
import { createOktaOrg, type OktaOrg } from '../../../../src/testing/index.ts'
import { callOkta } from '../../../support/okta-calls.ts'

let org: OktaOrg
beforeAll(async () => {
  org = await createOktaOrg({ pageSize: 3 })
  for (const name of ['a', 'b', 'c', 'd'])
    await callOkta(org, 'POST', '/api/v1/groups', { profile: { name } })
})
afterAll(() => org.close())

test('a list is cut into pages that link to the next', async () => {
  const first = await callOkta(org, 'GET', '/api/v1/groups?limit=2')
  expect(first.body).toHaveLength(2)
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  expect(new URL(next).searchParams.get('limit')).toBe('2')
  const second = await callOkta(org, 'GET', next.slice(org.origin.length))
  expect(second.body).toHaveLength(2)
  const all = await callOkta(org, 'GET', '/api/v1/groups')
  expect(all.body).toHaveLength(3)
})

test('the last page links to itself alone', async () => {
  const { headers } = await callOkta(org, 'GET', '/api/v1/groups?q=a')
  expect(headers.get('link')).toMatch(/^<[^>]+>; rel="self"$/)
})

test('answers are plain records', () => {
  expect(answer({ a: 1 }, 201)).toEqual({ status: 201, body: { a: 1 } })
  expect(noContent).toEqual({ status: 204 })
})
