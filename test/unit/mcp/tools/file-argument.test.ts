import { expect, test } from 'vitest'
import { SchemaValidator } from '../../../../src/mcp/tools/schema-validator.ts'
import { bytesSchema, fileSchema, readFileArgument } from '../../../../src/mcp/tools/file-argument.ts'

function textOf(value: unknown): string | undefined {
  const bytes = readFileArgument(value)?.bytes
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

test('a file is base64 in either alphabet, or a data: URL', () => {
  expect(readFileArgument({ data: 'aGVsbG8=', name: 'a.txt', mimeType: 'text/plain' })).toEqual({
    bytes: new TextEncoder().encode('hello'),
    name: 'a.txt',
    mimeType: 'text/plain',
  })
  expect(textOf('aGVsbG8')).toBe('hello')
  expect(readFileArgument({ data: '-_8=' })?.bytes).toEqual(new Uint8Array([251, 255]))
  expect(readFileArgument({ data: 'data:image/png;base64,aGVsbG8=' })).toMatchObject({
    mimeType: 'image/png',
  })
  expect(textOf('data:text/plain;charset=utf-8,a%20b')).toBe('a b')
  expect(textOf('data:,')).toBe('')
})

test('a media type that is given wins over that of the URL', () => {
  expect(readFileArgument({ data: 'data:image/png;base64,', mimeType: 'image/gif' })?.mimeType).toBe(
    'image/gif',
  )
})

test.each(['%%%', 'data:nothing', 'data:;base64,%', 'data:,%E0%A4%A', { data: 5 }, 5, null])(
  '%j is no file',
  (value) => {
    expect(readFileArgument(value)).toBeUndefined()
  },
)

test('the schemas accept what can be read', () => {
  expect(new SchemaValidator(fileSchema).findProblem({ data: 'aGVsbG8=' })).toBeUndefined()
  expect(new SchemaValidator(fileSchema).findProblem({ name: 'a' })).toBe('/data is required')
  expect(new SchemaValidator(bytesSchema).findProblem('aGVsbG8=')).toBeUndefined()
})
