import { expect, test } from 'vitest'
import type { PlannedBody, PlannedProperty } from '../../../../src/mcp/tools/plan.ts'
import { writeBody } from '../../../../src/mcp/tools/write-body.ts'

function planned(changes: Partial<PlannedBody>): PlannedBody {
  return {
    encoding: 'json',
    mediaType: 'application/json',
    required: true,
    argument: undefined,
    except: undefined,
    properties: new Map(),
    ...changes,
  }
}

function written(changes: Partial<PlannedBody>, content: unknown): { content: unknown; mediaType: string } {
  const outcome = writeBody(planned(changes), content)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}

function refused(changes: Partial<PlannedBody>, content: unknown): string {
  const outcome = writeBody(planned(changes), content)
  return outcome.ok ? '' : outcome.error
}

const kind = (what: PlannedProperty['kind'], contentType?: string): PlannedProperty => ({
  kind: what,
  contentType,
  styled: undefined,
})
const multipart = (properties: Record<string, PlannedProperty>): Partial<PlannedBody> => ({
  encoding: 'multipart',
  mediaType: 'multipart/form-data',
  properties: new Map(Object.entries(properties)),
})

async function parts(changes: Partial<PlannedBody>, content: unknown): Promise<(readonly string[])[]> {
  const { content: bytes, mediaType } = written(changes, content)
  const response = new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': mediaType } })
  const form = await response.formData()
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, value.name, value.type, await value.text()],
    ),
  )
}

test('JSON and text are written as they are', () => {
  expect(written({}, { a: [1] })).toEqual({ content: '{"a":[1]}', mediaType: 'application/json' })
  expect(written({ encoding: 'text', mediaType: 'text/csv' }, 'a,b').content).toBe('a,b')
})

test('bytes take their media type from the argument where the document leaves it open', () => {
  const image = { encoding: 'binary', mediaType: 'image/*', argument: 'body' } as const
  expect(written(image, 'data:image/gif;base64,aGk=')).toEqual({
    content: new TextEncoder().encode('hi'),
    mediaType: 'image/gif',
  })
  expect(written(image, 'aGk=').mediaType).toBe('application/octet-stream')
  expect(written({ ...image, mediaType: 'image/png' }, 'data:image/gif;base64,aGk=').mediaType).toBe(
    'image/png',
  )
  expect(refused(image, '###')).toBe('/body must be base64 or a data: URL')
  expect(refused(image, 'data:a\r\nb;base64,aGk=')).toBe('/body has no valid media type')
})

test('fields of a form follow their encoding', () => {
  const styled = (style: string, explode: boolean): PlannedProperty => ({
    ...kind('value'),
    styled: { argument: 'x', name: 'x', style, explode, allowReserved: false, isJson: false },
  })
  const form = (planned: PlannedProperty): Partial<PlannedBody> => ({
    encoding: 'form',
    properties: new Map([['x', planned]]),
  })
  expect(written(form(styled('deepObject', true)), { x: { a: [{ b: 1 }] } }).content).toBe(
    'x%5Ba%5D%5B0%5D%5Bb%5D=1',
  )
  expect(written(form(styled('pipeDelimited', false)), { x: ['a', 'b'] }).content).toBe('x=a%7Cb')
  expect(written(form(kind('json', 'application/json')), { x: ['a'], y: ['b', 'c'] }).content).toBe(
    'x=%5B%22a%22%5D&y=b&y=c',
  )
  expect(written(form(kind('value')), 'raw=1').content).toBe('raw=1')
})

test('parts are files, JSON or text, and lists are several of them', async () => {
  const plan = multipart({
    photos: kind('file', 'image/png'),
    note: kind('value', 'text/plain'),
    meta: kind('json'),
  })
  const content = {
    photos: [{ data: 'aGk=', name: 'a.png' }, { data: 'data:image/gif;base64,aGk=' }],
    note: 'Hello',
    meta: [1, 2],
    other: { a: 1 },
    tags: ['x', 'y'],
  }
  expect(await parts(plan, content)).toEqual([
    ['photos', 'a.png', 'image/png', 'hi'],
    ['photos', 'photos', 'image/gif', 'hi'],
    ['note', 'Hello'],
    ['meta', '[1,2]'],
    ['other', '{"a":1}'],
    ['tags', 'x'],
    ['tags', 'y'],
  ])
})

test('what no part can be is refused', () => {
  const plan = multipart({ photo: kind('file') })
  expect(refused(plan, { photo: { data: '###' } })).toBe('/photo/data must be base64 or a data: URL')
  expect(refused(plan, { photo: { data: '', mimeType: 'text/plain\r\nX-Evil: 1' } })).toMatch(/media type/)
  expect(refused(plan, 'text')).toMatch(/object/)
})
