import { STATUS_CODES } from 'node:http'
import { describe, expect, it } from 'vitest'
import { HttpStatusCode, httpStatus } from '../../../src/runtime-api/http-status.ts'

describe('httpStatus', () => {
  it('has each code and each name once, in order', () => {
    const codes = httpStatus.map(([code]) => code)
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b))
    expect(new Set(httpStatus.map(([, name]) => name)).size).toBe(codes.length)
  })

  it('knows every status that the platform knows, but for those nobody registered', () => {
    const missing = Object.keys(STATUS_CODES).filter(
      (code) => !httpStatus.some(([known]) => known === Number(code)),
    )
    expect(missing).toEqual(['509'])
  })
})

describe('HttpStatusCode', () => {
  it.each([
    ['Ok', 200],
    ['OK', 200],
    ['NotFound', 404],
    ['NOT_FOUND', 404],
    ['UriTooLong', 414],
    ['URI_TOO_LONG', 414],
    ['IM_A_TEAPOT', 418],
    ['INTERNAL_SERVER_ERROR', 500],
  ] as const)('%s is %d', (name, code) => {
    expect(HttpStatusCode[name]).toBe(code)
  })
})
