import { expect, test } from 'vitest'
import {
  collectTests,
  describe as group,
  it,
  type CollectedSuite,
} from '../../../../src/testing/project-tests/collect-tests.ts'
import { parseFilter, selectTests } from '../../../../src/testing/project-tests/select-tests.ts'

const nothing = (): void => undefined

function namesIn(suite: CollectedSuite): readonly string[] {
  return suite.entries.flatMap((entry) => (entry.kind === 'test' ? [entry.name] : namesIn(entry)))
}

async function selected(define: () => void, filter?: string): Promise<readonly string[]> {
  const other = await collectTests('other', async () => it('other', nothing))
  const suite = await collectTests('file', async () => define())
  return selectTests([other, suite], parseFilter(filter)).flatMap(namesIn)
}

test('everything runs unless something is marked', async () => {
  expect(await selected(() => it('a', nothing))).toEqual(['other', 'a'])
})

test('a marked test is all that runs, in all files', async () => {
  const define = (): void =>
    group('g', () => {
      it('a', nothing)
      it.only('b', nothing)
    })
  expect(await selected(define)).toEqual(['b'])
})

test('of a marked group all tests run, or those that are marked again', async () => {
  const define = (mark: 'run' | 'only') => (): void =>
    group.only('g', () => {
      it('a', nothing)
      ;(mark === 'only' ? it.only : it)('b', nothing)
    })
  expect(await selected(define('run'))).toEqual(['a', 'b'])
  expect(await selected(define('only'))).toEqual(['b'])
})

test('a filter is text of the full name or a regular expression', async () => {
  const define = (): void =>
    group('shop', () => {
      it('sells', nothing)
      it('Buys', nothing)
    })
  expect(await selected(define, 'shop sel')).toEqual(['sells'])
  expect(await selected(define, '/shop buys$/i')).toEqual(['Buys'])
  expect(await selected(define, 'nope')).toEqual([])
})
