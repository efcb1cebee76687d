import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attacks } from './attacks.ts'

/** The numbers that are promised; the list of attacks and its tests may grow beside them, never shrink. */
const promised = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 22, 26, 27, 28, 29, 30, 31, 35]

function testedAttacks(): number[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const calls = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8')
    return [...text.matchAll(/^attack\((\d+), /gm)].map(([, id]) => Number(id))
  })
  return [...new Set(calls)].sort((a, b) => a - b)
}

test('every attack that is promised is listed and tested, and every test is of a listed attack', () => {
  expect(Object.keys(attacks).map(Number)).toEqual(expect.arrayContaining(promised))
  expect(testedAttacks()).toEqual(Object.keys(attacks).map(Number))
})
