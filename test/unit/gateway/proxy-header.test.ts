import { expect, it } from 'vitest'
import { readProxyHeader } from '../../../src/gateway/proxy-header.ts'
import { exchangeWith } from '../../support/policy-setup.ts'

const headers = { 'x-country': 'SE' }

it('is what a trusted proxy says, and nobody else', () => {
  expect(readProxyHeader(exchangeWith({ headers, isFromTrustedProxy: true }), 'X-Country')).toBe('SE')
  expect(readProxyHeader(exchangeWith({ headers }), 'X-Country')).toBeUndefined()
})

it('is that of the POST of a tool call, whatever the arguments set', () => {
  const argued = { headers: { 'x-country': 'NO' }, isFromTrustedProxy: true }
  const post = exchangeWith({ headers, isFromTrustedProxy: true })
  const call = exchangeWith({ ...argued, dispatchedFrom: post })
  expect(readProxyHeader(exchangeWith({ ...argued, dispatchedFrom: call }), 'x-country')).toBe('SE')
  expect(
    readProxyHeader(exchangeWith({ ...argued, dispatchedFrom: exchangeWith() }), 'x-country'),
  ).toBeUndefined()
})
