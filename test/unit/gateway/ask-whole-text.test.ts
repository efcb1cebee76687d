import { expect, it } from 'vitest'
import { askWholeText } from '../../../src/gateway/ask-whole-text.ts'
import { exchangeWith } from '../../support/policy-setup.ts'

it.each([
  [{ range: 'bytes=0-9', 'if-range': '"1"', accept: 'text/plain' }, { accept: 'text/plain' }],
  [{ 'accept-encoding': 'zstd, br, gzip;q=0.8, *' }, { 'accept-encoding': ' gzip;q=0.8' }],
  [{ 'accept-encoding': 'GZIP,deflate' }, { 'accept-encoding': 'GZIP,deflate' }],
  [{ 'accept-encoding': 'br' }, { 'accept-encoding': 'identity' }],
])('of %j, it leaves %j', (headers, left) => {
  const exchange = exchangeWith({ headers: { ...headers } })
  askWholeText(exchange)
  expect(exchange.headers).toEqual(left)
})
