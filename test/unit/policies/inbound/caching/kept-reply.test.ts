import { expect, it } from 'vitest'
import {
  lifetimeOf,
  isAnswerFor,
  keepReply,
  replyOf,
} from '../../../../../src/policies/inbound/caching/kept-reply.ts'
import { exchangeWith } from '../../../../support/policy-setup.ts'

const longest = { freshMs: 60_000, staleMs: 30_000 }

it.each([
  [{}, 60_000, 30_000],
  [{ 'cache-control': 'no-store' }, 0, 0],
  [{ 'cache-control': 'Private, max-age=5' }, 0, 0],
  [{ 'cache-control': 'no-cache' }, 0, 0],
  [{ 'cache-control': 'max-age=0' }, 0, 0],
  [{ 'cache-control': 'max-age=5' }, 5_000, 30_000],
  [{ 'cache-control': 'max-age=5, s-maxage=7' }, 7_000, 0],
  [{ 'cache-control': 'max-age=500' }, 60_000, 30_000],
  [{ 'cache-control': 'max-age=50', age: '20' }, 30_000, 30_000],
  [{ 'cache-control': 'max-age=50', age: '50' }, 0, 0],
  [{ 'cache-control': 'stale-while-revalidate=3' }, 60_000, 3_000],
  [{ 'cache-control': 'must-revalidate' }, 60_000, 0],
  [{ expires: 'Thu, 01 Jan 1970 00:00:10 GMT', date: 'Thu, 01 Jan 1970 00:00:01 GMT' }, 9_000, 30_000],
  [{ expires: 'Thu, 01 Jan 1970 00:00:10 GMT' }, 8_000, 30_000],
  [{ expires: '0' }, 0, 0],
  [{ 'cache-control': 'max-age=5', expires: '0' }, 5_000, 30_000],
  [{ 'set-cookie': ['a=1'] }, 0, 0],
  [{ vary: '*' }, 0, 0],
])('keeps %j for %d ms, and %d more', (headers, freshMs, staleMs) => {
  expect(lifetimeOf({ status: 200, headers, body: undefined }, longest, 2_000)).toEqual({ freshMs, staleMs })
})

it('gives an answer again to those whom the upstream would give it', () => {
  const headers = {
    vary: 'Accept-Language',
    age: '3',
    'x-a': '1',
    'access-control-allow-origin': '*',
    date: 'x',
  }
  const exchange = exchangeWith({ headers: { 'accept-language': 'de' } })
  const kept = keepReply({ status: 200, headers, body: 'x' }, 'x', exchange, longest, 1_000)
  expect(kept.freshUntil).toBe(61_000)
  expect(isAnswerFor(kept, { 'accept-language': 'de' })).toBe(true)
  expect(isAnswerFor(kept, {})).toBe(false)
  expect(replyOf(kept, 8_500)).toEqual({
    status: 200,
    headers: { vary: 'Accept-Language', 'x-a': '1', age: '10' },
    body: 'x',
  })
})
