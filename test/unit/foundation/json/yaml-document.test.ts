import { expect, test } from 'vitest'
import { parseYamlDocument } from '../../../../src/foundation/json/yaml-document.ts'

function parse(text: string) {
  const { document, diagnostics } = parseYamlDocument('a.yaml', text)
  return { document, value: document?.value, diagnostics }
}

const text = `openapi: 3.1.0
info: { title: "Books", version: '1' } # a comment
paths:
  /books/{id}:
    get: &read
      operationId: read
      parameters:
        - name: id
          in: path
    head:
      <<: *read
      operationId: head
`

test('YAML says what the same JSON says', () => {
  const parameters = [{ name: 'id', in: 'path' }]
  expect(parse(text).value).toEqual({
    openapi: '3.1.0',
    info: { title: 'Books', version: '1' },
    paths: {
      '/books/{id}': {
        get: { operationId: 'read', parameters },
        head: { operationId: 'head', parameters },
      },
    },
  })
  expect(parse('\uFEFF{"a": [1, null, "x"]}').value).toEqual({ a: [1, null, 'x'] })
})

test('dates and words such as yes stay text, and keys that are numbers become text', () => {
  expect(parse('a: 2020-01-01\nb: yes\nresponses:\n  200: {}').value).toEqual({
    a: '2020-01-01',
    b: 'yes',
    responses: { '200': {} },
  })
})

test('a key such as __proto__ is a key like any other', () => {
  const { value } = parse('__proto__: { admin: true }')
  expect(Object.keys(value as object)).toEqual(['__proto__'])
})

test('values and keys are found where they stand, aliases included', () => {
  const { document } = parse(text)
  const at = (path: readonly (string | number)[], atKey = false) => {
    const { line, column } = document?.locate(path, { atKey }) ?? {}
    return [line, column]
  }
  expect(at(['paths', '/books/{id}', 'get', 'operationId'])).toEqual([6, 20])
  expect(at(['paths', '/books/{id}', 'get', 'operationId'], true)).toEqual([6, 7])
  expect(at(['paths', '/books/{id}', 'get', 'parameters', 0, 'in'])).toEqual([9, 15])
  expect(at(['info', 'title'], true)).toEqual([2, 9])
  expect(at(['paths', '/books/{id}', 'get', 'nowhere'])).toEqual(at(['paths', '/books/{id}', 'get']))
  expect(at([])).toEqual([1, 1])
})

test.each([
  ['a: [1, 2', 'SYNTAX', 1],
  ['a: 1\n  b: 2', 'SYNTAX', 1],
  ['a:\n\t- 1', 'SYNTAX', 2],
  ['a: 1\nb: 2\na: 3', 'DUPLICATE_KEY', 3],
  ['a: *nobody', 'SYNTAX', 1],
  ['b: 1\na: &a\n  c: *a', 'SYNTAX', 3],
])('%j is refused with its line', (broken, code, line) => {
  const { document, diagnostics } = parse(broken)
  expect(document).toBeUndefined()
  expect(diagnostics[0]).toMatchObject({
    severity: 'error',
    code: `SALLYPORT_CONFIG_${code}`,
    file: 'a.yaml',
    line,
  })
  expect(diagnostics[0]?.hint).toBeTruthy()
})

test('little text cannot become much', () => {
  const levels = 'abcdefghijkl'.split('')
  const bomb = levels.map((name, index) => {
    const above = levels[index - 1]
    return above === undefined
      ? `${name}: &${name} [x, x, x]`
      : `${name}: &${name} [*${above}, *${above}, *${above}]`
  })
  expect(parse(bomb.join('\n')).diagnostics).toMatchObject([{ code: 'SALLYPORT_CONFIG_SYNTAX' }])
})
