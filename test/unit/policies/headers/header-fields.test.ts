import { describe, expect, it } from 'vitest'
import {
  clearFields,
  headersToRemove,
  headersToSet,
  lowerCaseFields,
  removeFields,
  setFields,
} from '../../../../src/policies/headers/header-fields.ts'

describe('headersToSet and headersToRemove', () => {
  it('take names and values a header can have', () => {
    expect(headersToSet.parse([{ name: 'X-A', value: 'b' }])).toEqual([
      { name: 'X-A', value: 'b', overwrite: true },
    ])
    expect(headersToSet.safeParse([{ name: 'X A', value: 'b' }]).success).toBe(false)
    expect(headersToSet.safeParse([{ name: 'x-a', value: 'b\r\nx-evil: 1' }]).success).toBe(false)
    expect(headersToRemove.safeParse(['x-a', 'x:b']).success).toBe(false)
  })

  it('leave the framing of messages to the gateway', () => {
    for (const name of ['Content-Length', 'transfer-encoding', 'Connection']) {
      expect(headersToSet.safeParse([{ name, value: '1' }]).success).toBe(false)
      expect(headersToRemove.safeParse([name]).success).toBe(false)
    }
  })
})

describe('setFields and removeFields', () => {
  it('overwrite unless told not to', () => {
    const headers: Record<string, unknown> = { 'x-a': 'old', 'x-b': 'old' }
    const fields = lowerCaseFields([
      { name: 'X-A', value: 'new', overwrite: true },
      { name: 'X-B', value: 'new', overwrite: false },
      { name: 'X-C', value: 'new', overwrite: false },
    ])
    setFields(headers, fields)
    expect(headers).toEqual({ 'x-a': 'new', 'x-b': 'old', 'x-c': 'new' })
    removeFields(headers, ['x-a', 'x-missing'])
    expect(headers).toEqual({ 'x-b': 'old', 'x-c': 'new' })
  })
})

describe('clearFields', () => {
  it('leaves what is to stay, and what a message cannot be read without', () => {
    const headers = { 'x-a': '1', 'x-b': '2', 'content-length': '3', 'content-encoding': 'gzip', host: 'h' }
    clearFields(headers, new Set(['x-a']))
    expect(headers).toEqual({ 'x-a': '1', 'content-length': '3', 'content-encoding': 'gzip', host: 'h' })
  })
})
