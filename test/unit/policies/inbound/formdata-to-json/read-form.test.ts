import { describe, expect, it } from 'vitest'
import { isForm, readForm } from '../../../../../src/policies/inbound/formdata-to-json/read-form.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('isForm', () => {
  it.each([
    ['application/x-www-form-urlencoded; charset=utf-8', true],
    ['multipart/form-data; boundary=x', true],
    ['multipart/mixed; boundary=x', false],
    ['', false],
  ])('"%s": %j', (type, expected) => expect(isForm(type)).toBe(expected))
})

describe('readForm', () => {
  it('reads urlencoded fields', async () => {
    expect(await readForm(bytes('a=1+2&b=%C3%A9&a=3'), 'application/x-www-form-urlencoded')).toEqual({
      a: ['1 2', '3'],
      b: 'é',
    })
  })

  it('reads the texts of multipart forms, and no files', async () => {
    const request = async (value: string | Blob) => {
      const form = new FormData()
      form.set('a', value)
      const made = new Request('http://h/', { method: 'POST', body: form })
      return readForm(new Uint8Array(await made.arrayBuffer()), made.headers.get('content-type') ?? '')
    }
    expect(await request('x')).toEqual({ a: 'x' })
    expect(await request(new Blob(['x']))).toBeUndefined()
    expect(await readForm(bytes('nonsense'), 'multipart/form-data; boundary=x')).toBeUndefined()
  })

  it('counts fields, and keeps strange names as names', async () => {
    expect(await readForm(bytes('a=&'.repeat(1001)), 'application/x-www-form-urlencoded')).toBeUndefined()
    const read = await readForm(bytes('__proto__=1'), 'application/x-www-form-urlencoded')
    expect(JSON.stringify(read)).toBe('{"__proto__":"1"}')
  })
})
