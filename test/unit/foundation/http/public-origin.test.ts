import { describe, expect, it } from 'vitest'
import {
  createPublicOrigin,
  isHostName,
  isLoopbackHost,
} from '../../../../src/foundation/http/public-origin.ts'

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

  it.each([
    ['::1', 'http://[::1]:9000'],
    ['localhost', 'http://localhost:9000'],
    ['127.0.0.2', 'http://127.0.0.2:9000'],
  ])('bound to %s is called by that address, and known by the other loopback names', (boundAddress, own) => {
    const origin = createPublicOrigin({ configured: undefined, boundAddress, port: 9000 })
    expect(origin?.canonical).toBe(own)
    expect(origin?.of(new URL(own).host)).toBe(own)
    expect(new Set(origin?.spellings)).toEqual(
      new Set([own, 'http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000']),
    )
  })

  it('leaves port 80 unsaid, as clients do', () => {
    const origin = createPublicOrigin({ configured: undefined, boundAddress: '127.0.0.1', port: 80 })
    expect(origin?.canonical).toBe('http://127.0.0.1')
    expect(origin?.of('localhost')).toBe('http://localhost')
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

describe('isHostName', () => {
  it.each(['gateway.local', 'host.docker.internal:9000', '127.0.0.1', '[::1]:80', 'a'])(
    'knows %s',
    (text) => {
      expect(isHostName(text)).toBe(true)
    },
  )

  it.each(['', '*', 'a..b/', '-a', 'a-', 'a:b', 'user@a', 'a b'])('does not take %j for one', (text) => {
    expect(isHostName(text)).toBe(false)
  })
})
