import { expect, test } from 'vitest'
import { writeMultipart } from '../../../../src/mcp/tools/write-multipart.ts'

async function parse(parts: Parameters<typeof writeMultipart>[1]): Promise<FormData> {
  const { content, mediaType } = writeMultipart('multipart/form-data', parts)
  const bytes = new Uint8Array(content)
  return new Response(bytes, { headers: { 'content-type': mediaType } }).formData()
}

test('parts arrive as they were given, bytes and texts alike', async () => {
  const bytes = new Uint8Array([0, 13, 10, 45, 45, 255])
  const form = await parse([
    { name: 'title', fileName: undefined, contentType: undefined, content: 'Ünïcode\r\nline' },
    { name: 'photo', fileName: 'a "b".png', contentType: 'image/png', content: bytes },
  ])
  expect(form.get('title')).toBe('Ünïcode\r\nline')
  const photo = form.get('photo') as File
  expect([photo.name, photo.type]).toEqual(['a "b".png', 'image/png'])
  expect(new Uint8Array(await photo.arrayBuffer())).toEqual(bytes)
})

test('no name can begin a header or end its own', async () => {
  const form = await parse([
    { name: 'a"\r\nX-Evil: 1', fileName: 'f"\r\n\r\nx', contentType: 'text/plain', content: 'x' },
  ])
  const [[name, value] = []] = [...form.entries()]
  expect(name).toBe('a"\r\nX-Evil: 1')
  expect((value as File).name).toBe('f"\r\n\r\nx')
})

test('two bodies never have the same boundary', () => {
  expect(writeMultipart('multipart/form-data', []).mediaType).not.toBe(
    writeMultipart('multipart/form-data', []).mediaType,
  )
})
