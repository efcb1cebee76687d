import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDotenv } from '../../../src/project/parse-dotenv.ts'

function parse(text: string): Readonly<Record<string, string>> {
  const { variables, diagnostics } = parseDotenv('.env', text)
  expect(diagnostics).toEqual([])
  return variables
}

describe('values', () => {
  test.each([
    ['A=b', 'b'],
    ['  export A = b c  ', 'b c'],
    ['A=', ''],
    ['A=# nothing', ''],
    ['A=b # comment', 'b'],
    ['A=b#c', 'b#c'],
    ['A=https://example.com/#x?y=z', 'https://example.com/#x?y=z'],
    ["A='b # $C \\n'", 'b # $C \\n'],
    ['A="b # c" # comment', 'b # c'],
    ['A="line\\nbreak \\"q\\" \\\\ \\t|"', 'line\nbreak "q" \\ \t|'],
    ['A=`it\'s "x"`', 'it\'s "x"'],
    ['A="-----BEGIN\nmiddle\nEND-----"', '-----BEGIN\nmiddle\nEND-----'],
    ['A="open', '"open'],
    ['A=$B ${C}', '$B ${C}'],
  ])('%j', (text, value) => {
    expect(parse(text)).toEqual({ A: value })
  })
})

test('comments, empty lines, byte order marks and Windows line ends are passed over', () => {
  expect(parse('\uFEFF# first\r\n\r\nA=1\r\n  # B=2\r\nC=3')).toEqual({ A: '1', C: '3' })
})

test('the last assignment wins, and lines after a long value are read', () => {
  expect(parse('A=1\nB="x\ny"\nA=2')).toEqual({ A: '2', B: 'x\ny' })
})

test('a line that sets nothing is a warning with its line, without its text', () => {
  const { variables, diagnostics } = parseDotenv('.env', 'A="1\n2"\nthe secret is hunter2\nB=3')
  expect(variables).toEqual({ A: '1\n2', B: '3' })
  expect(diagnostics).toMatchObject([{ severity: 'warning', file: '.env', line: 3, column: 1 }])
  expect(JSON.stringify(diagnostics)).not.toContain('hunter2')
})

test('a name cannot reach a prototype', () => {
  expect(Object.keys(parse('__proto__=x'))).toEqual(['__proto__'])
})

test('any single-quoted text without a quote comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/['\r]/.test(text)),
      (text) => {
        expect(parse(`A='${text}'\nB=1`)).toEqual({ A: text, B: '1' })
      },
    ),
  )
})
