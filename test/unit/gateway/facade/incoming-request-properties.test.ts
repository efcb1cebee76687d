import { describe, expect, it } from 'vitest'
import { readIncomingRequestProperties } from '../../../../src/gateway/facade/incoming-request-properties.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'

const headers = {
  'cf-ipcountry': 'DE',
  'cf-ipcity': 'Berlin',
  'cf-region-code': 'BE',
  'cloudfront-viewer-asn': '3320',
  'cf-timezone': 'Mars/Olympus, Europe/Berlin',
  'x-incoming-as-organization': 'Telekom, Inc.',
  'x-incoming-country': ' ',
  'x-incoming-city': 'Potsdam',
  'client-cert': ':MIIB:',
}

describe('readIncomingRequestProperties', () => {
  it('believes a trusted proxy, its own words before those of an edge', () => {
    const properties = readIncomingRequestProperties(exchangeWith({ headers, isFromTrustedProxy: true }))
    expect(properties).toMatchObject({
      country: 'DE',
      city: 'Potsdam',
      regionCode: 'BE',
      asn: 3320,
      asOrganization: 'Telekom, Inc.',
      timezone: 'Europe/Berlin',
      clientCert: ':MIIB:',
      colo: undefined,
    })
    expect(Object.keys(properties)).toHaveLength(17)
  })

  it('believes nobody else', () => {
    const properties = readIncomingRequestProperties(exchangeWith({ headers }))
    expect(Object.values(properties).filter((value) => value !== undefined)).toEqual([])
  })

  it('has no number where there is none', () => {
    const exchange = exchangeWith({ headers: { 'x-incoming-asn': 'AS0x' }, isFromTrustedProxy: true })
    expect(readIncomingRequestProperties(exchange).asn).toBeUndefined()
  })
})
