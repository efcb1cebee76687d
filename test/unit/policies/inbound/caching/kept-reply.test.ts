import { expect, it } from 'vitest'
import {
  freshnessOf,
  isAnswerFor,
  keepReply,
  replyOf,
} from '../../../../../src/policies/inbound/caching/kept-reply.ts'
import { exchangeWith } from '../../../../support/policy-setup.ts'

it.each([
  [{}, 60_000],
  [{ 'cache-control': 'no-store' }, 0],
  [{ 'cache-control': 'Private, max-age=5' }, 0],
  [{ 'cache-control': 'no-cache' }, 0],
  [{ 'cache-control': 'max-age=5' }, 5_000],
  [{ 'cache-control': 'max-age=5, s-maxage=7' }, 7_000],
  [{ 'cache-control': 'max-age=500' }, 60_000],
  [{ 'set-cookie': ['a=1'] }, 0],
  [{ vary: '*' }, 0],
])('keeps %j for %d ms', (headers, ms) => {
  expect(freshnessOf({ status: 200, headers, body: undefined }, 60_000)).toBe(ms)
})

it('gives an answer again to those whom the upstream would give it', () => {
  const headers = { vary: 'Accept-Language', 'x-a': '1', 'access-control-allow-origin': '*', date: 'x' }
  const exchange = exchangeWith({ headers: { 'accept-language': 'de' } })
  const kept = keepReply({ status: 200, headers, body: 'x' }, 'x', exchange, 1_000)
  expect(isAnswerFor(kept, { 'accept-language': 'de' })).toBe(true)
  expect(isAnswerFor(kept, {})).toBe(false)
  expect(replyOf(kept, 8_500)).toEqual({
    status: 200,
    headers: { vary: 'Accept-Language', 'x-a': '1', age: '7' },
    body: 'x',
  })
})
