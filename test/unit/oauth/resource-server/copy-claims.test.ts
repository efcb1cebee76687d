import { expect, it } from 'vitest'
import { copyClaims } from '../../../../src/oauth/resource-server/copy-claims.ts'

it('copies claims into an object that inherits nothing', () => {
  const claims = JSON.parse('{"sub":"ada","__proto__":{"admin":true},"constructor":"c"}') as Record<
    string,
    unknown
  >
  const copy = copyClaims(claims)
  expect(copy['sub']).toBe('ada')
  expect(copy['admin']).toBeUndefined()
  expect(copy['toString']).toBeUndefined()
  expect(copy['hasOwnProperty']).toBeUndefined()
  expect(copy['constructor']).toBe('c')
})

it('can be changed without changing what it was copied from', () => {
  const claims = Object.freeze({ sub: 'ada' })
  const copy = copyClaims(claims)
  copy['role'] = 'staff'
  expect(claims).toEqual({ sub: 'ada' })
})

it('never changes the prototype that all copies share', () => {
  const copy = copyClaims({})
  expect(() => {
    ;(Object.getPrototypeOf(copy) as Record<string, unknown>)['admin'] = true
  }).toThrow(TypeError)
  expect(copyClaims({})['admin']).toBeUndefined()
})
