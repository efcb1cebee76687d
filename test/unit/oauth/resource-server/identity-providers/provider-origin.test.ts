import { describe, expect, it } from 'vitest'
import {
  isProviderHost,
  providerOrigin,
} from '../../../../../src/oauth/resource-server/identity-providers/provider-origin.ts'

describe('providerOrigin', () => {
  it('is https, and http on this machine alone', () => {
    expect(providerOrigin('a.example')).toBe('https://a.example')
    expect(providerOrigin('localhost:8080')).toBe('http://localhost:8080')
    expect(providerOrigin('127.0.0.1.evil.example')).toBe('https://127.0.0.1.evil.example')
  })
})

describe('isProviderHost', () => {
  it('is a host and nothing around it', () => {
    expect(['a.example', 'A.example', '127.0.0.1:80'].map(isProviderHost)).toEqual([true, true, true])
    for (const text of ['https://a.example', 'a.example/', 'a.example?x', 'u@a.example', '', 'a b'])
      expect(isProviderHost(text)).toBe(false)
  })
})
