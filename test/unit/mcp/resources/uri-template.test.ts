import { UriTemplate as OfficialTemplate } from '@modelcontextprotocol/sdk/shared/uriTemplate.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UriTemplate } from '../../../../src/mcp/resources/uri-template.ts'

function match(template: string, uri: string): unknown {
  const parsed = UriTemplate.parse(template)
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value.match(uri)
}

test.each([
  ['a://b/{id}', 'a://b/5', { id: '5' }],
  ['a://b/{id}', 'a://b/x%2Fy%20z', { id: 'x/y z' }],
  ['a://b/{id}/data', 'a://b/5/data', { id: '5' }],
  ['a://b/{id}.{ext}', 'a://b/5.tar.gz', { id: '5', ext: 'tar.gz' }],
  ['a://b{/one,two}', 'a://b/1/2', { one: '1', two: '2' }],
  ['a://b/{one,two}', 'a://b/1,2', { one: '1', two: '2' }],
  ['a://b/{+path}', 'a://b/x/y/z', { path: 'x/y/z' }],
  ['a://b/{+path}/raw', 'a://b/raw/raw', { path: 'raw' }],
  ['a://b{?q,page}', 'a://b', {}],
  ['a://b{?q,page}', 'a://b?page=2', { page: '2' }],
  ['a://b{?q*}', 'a://b?q=1&q=2', { q: ['1', '2'] }],
  ['a://b/{id}{?q}', 'a://b/5?q=a%26b', { id: '5', q: 'a&b' }],
  ['a://b?v=1{&q}', 'a://b?q=x&v=1', { q: 'x' }],
  ['a://b', 'a://b', {}],
])('%s finds in %s', (template, uri, values) => expect(match(template, uri)).toEqual(values))

test.each([
  ['a://b/{id}', 'a://b/'],
  ['a://b/{id}', 'a://b/5/6'],
  ['a://b/{id}', 'a://c/5'],
  ['a://b/{id}', 'a://b/5?q=1'],
  ['a://b/{id}', 'a://b/5#top'],
  ['a://b/{id}', 'a://b/%E0%A4%A'],
  ['a://b/{id}/data', 'a://b/5/date'],
  ['a://b{?q}', 'a://b?p=1'],
  ['a://b?v=1{&q}', 'a://b?q=x'],
  ['a://b/{id}', `a://b/${'x'.repeat(9_000)}`],
])('%s does not fit %s', (template, uri) => expect(match(template, uri)).toBeUndefined())

test.each([
  ['{id}', 'must begin with a scheme'],
  ['books/{id}', 'must begin with a scheme'],
  ['a://{id}{ext}', 'nothing separates "ext"'],
  ['a://{id}/{id}', 'names "id" twice'],
  ['a://{+path}/{id}', 'must be the last variable'],
  ['a://b{#part}', 'operator that is not served'],
  ['a://b/{}', 'does not name its variables'],
  ['a://b/{a-b}', 'does not name its variables'],
  ['a://b/{a:3}', 'does not name its variables'],
  ['a://b{?q}/c', 'stands behind the query'],
  ['a://b{?q}{id}', 'stands behind the query'],
])('%s is refused', (template, why) => {
  expect(UriTemplate.parse(template)).toMatchObject({
    ok: false,
    error: expect.stringContaining(why) as string,
  })
})

test('what the official library expands is read back', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((value) => value !== '')
  fc.assert(
    fc.property(text, text, (id, q) => {
      const uri = new OfficialTemplate('a://b/{id}/c{?q}').expand({ id, q })
      expect(match('a://b/{id}/c{?q}', uri)).toEqual({ id, q })
    }),
    { numRuns: 200 },
  )
})

test('no URI makes matching slow', () => {
  const template = UriTemplate.parse('a://{a}-{b}-{c}-{d}-{e}-{f}/x')
  const uri = `a://${'-'.repeat(8_000)}`
  expect(template.ok && template.value.match(uri)).toBeUndefined()
})
