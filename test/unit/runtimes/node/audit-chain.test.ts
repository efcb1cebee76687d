import { expect, test } from 'vitest'
import { buildLine, chainStart, readLine } from '../../../../src/runtimes/node/audit-chain.ts'

test('a line is read back with its place in the chain', () => {
  const first = buildLine({ event: 'request' }, chainStart, undefined)
  const second = buildLine({ text: '","hash":"x"}' }, first.head, undefined)
  expect(readLine(first.line, undefined)).toEqual({ ...first.head, previous: chainStart.hash })
  expect(readLine(second.line, undefined)).toEqual({ ...second.head, previous: first.head.hash })
  expect(JSON.parse(second.line)).toMatchObject({ sequence: 2, text: '","hash":"x"}' })
})

test('a changed line, one of another key and one of nobody are none', () => {
  const { line } = buildLine({ user: 'ada' }, chainStart, 'the key of this chain')
  expect(readLine(line, 'the key of this chain')).toBeDefined()
  expect(readLine(line.replace('ada', 'eve'), 'the key of this chain')).toBeUndefined()
  expect(readLine(line, 'another key of some chain')).toBeUndefined()
  expect(readLine('{"sequence":1}', undefined)).toBeUndefined()
})
