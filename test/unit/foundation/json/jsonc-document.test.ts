import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJsoncDocument } from '../../../../src/foundation/json/jsonc-document.ts'
import type { JsoncDocument } from '../../../../src/foundation/json/jsonc-document.ts'

function parse(text: string): JsoncDocument {
  const { document, diagnostics } = parseJsoncDocument('a.json', text)
  expect(diagnostics).toEqual([])
  return document!
}

describe('the value', () => {
  test('comments and trailing commas are legal', () => {
    const text = '{\n  // etc. etc.\n  "a": [1, 2,], /* more */\n  "b": null,\n}'
    expect(parse(text).value).toEqual({ a: [1, 2], b: null })
  })

  test('a byte order mark is no part of it', () => {
    expect(parse('\uFEFF{"a": 1}').value).toEqual({ a: 1 })
  })

  test('is what JSON.parse reads from any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parse(text).value).toEqual(JSON.parse(text))
      }),
    )
  })

  test('a key called __proto__ changes no prototype', () => {
    const value = parse('{"__proto__": {"polluted": true}, "constructor": 1}').value as object
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect('polluted' in value).toBe(false)
  })
})

describe('locate', () => {
  const document = parse('{\n  "a": {\n    "b": [10, { "c": true }]\n  }\n}')

  test.each([
    [[], 1, 1],
    [['a'], 2, 8],
    [['a', 'b', 0], 3, 11],
    [['a', 'b', 1, 'c'], 3, 22],
  ])('%j stands where its value begins', (path, line, column) => {
    expect(document.locate(path)).toEqual({ file: 'a.json', line, column })
  })

  test('a key stands before its value', () => {
    expect(document.locate(['a', 'b', 1, 'c'], { atKey: true })).toEqual({
      file: 'a.json',
      line: 3,
      column: 17,
    })
  })

  test('what is not there stands at what should hold it', () => {
    expect(document.locate(['a', 'missing', 0])).toEqual({ file: 'a.json', line: 2, column: 8 })
    expect(document.locate(['a', 'missing'], { atKey: true })).toEqual({ file: 'a.json', line: 2, column: 8 })
  })
})

describe('syntax errors', () => {
  test('a missing comma is reported at the end of the line that lacks it', () => {
    const { document, diagnostics } = parseJsoncDocument('a.json', '{\n  "a": 1 // one\n  "b": 2\n}')
    expect(document).toBeUndefined()
    expect(diagnostics).toEqual([
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_SYNTAX',
        file: 'a.json',
        line: 2,
        column: 9,
        message: 'A comma is missing.',
        hint: 'Add "," here, before the next key or value.',
      },
    ])
  })

  test('every mistake is reported, each line once', () => {
    const { diagnostics } = parseJsoncDocument('a.json', '{\n  "a": 1\n  "b": tru,\n  "c" 3\n}')
    expect(diagnostics.map(({ line }) => line)).toEqual([2, 3, 4])
  })

  test('a hopeless file does not fill the screen', () => {
    const { diagnostics } = parseJsoncDocument('a.json', '{\n' + '"a" 1 tru\n'.repeat(500) + '}')
    expect(diagnostics).toHaveLength(20)
  })

  test('endless nesting is an error, not a crash', () => {
    const { document, diagnostics } = parseJsoncDocument('a.json', '['.repeat(200_000))
    expect(document).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code: 'SALLYPORT_CONFIG_SYNTAX', line: 1, column: 1 }])
  })

  test('any text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { document, diagnostics } = parseJsoncDocument('a.json', text)
        expect(document === undefined).toBe(
          diagnostics.some(({ code }) => code === 'SALLYPORT_CONFIG_SYNTAX'),
        )
      }),
    )
  })
})

test('a key written twice would lose one of its values silently, so it is an error at the second', () => {
  const { document, diagnostics } = parseJsoncDocument(
    'a.json',
    '{\n  "a": 1,\n  "b": { "a": 1 },\n  "a": 2\n}',
  )
  expect(document?.value).toEqual({ a: 2, b: { a: 1 } })
  expect(diagnostics).toMatchObject([
    { severity: 'error', code: 'SALLYPORT_CONFIG_DUPLICATE_KEY', line: 4, column: 3 },
  ])
})
