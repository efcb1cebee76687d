import { describe, expect, it } from 'vitest'
import { createPublicOrigin, isLoopbackHost } from '../../../../src/foundation/http/public-origin.ts'

describe('createPublicOrigin', () => {
  it('bound to loopback, answers the spelling that was asked for and refuses every other host', () => {
    const origin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port: 9000 })
    expect(origin?.canonical).toBe('http://127.0.0.1:9000')
    expect(origin?.of('localhost:9000')).toBe('http://localhost:9000')
    expect(origin?.of('[::1]:9000')).toBe('http://[::1]:9000')
    expect(origin?.of('LOCALHOST:9000')).toBe('http://localhost:9000')
    expect(origin?.of('evil.example:9000')).toBeUndefined()
    expect(origin?.of('127.0.0.1:9001')).toBeUndefined()
  })

  it('with a configured public URL always answers that, but on loopback still refuses foreign hosts', () => {
    const open = createPublicOrigin({
      configured: 'https://gw.example.com/',
      boundAddress: '0.0.0.0',
      port: 9000,
    })
    expect(open?.of('anything')).toBe('https://gw.example.com')
    const local = createPublicOrigin({
      configured: 'https://gw.example.com',
      boundAddress: '127.0.0.1',
      port: 9000,
    })
    expect(local?.of('gw.example.com')).toBe('https://gw.example.com')
    expect(local?.of('127.0.0.1:9000')).toBe('https://gw.example.com')
    expect(local?.of('evil.example')).toBeUndefined()
  })

  it('bound beyond loopback and told nothing, is unknown', () => {
    expect(createPublicOrigin({ configured: undefined, boundAddress: '0.0.0.0', port: 9000 })).toBeUndefined()
  })

  it('knows the loopback names', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '[::1]', '::1'].every(isLoopbackHost)).toBe(true)
    expect(['0.0.0.0', '127.0.0.1.evil.com', 'localhost.evil.com'].some(isLoopbackHost)).toBe(false)
  })
})
