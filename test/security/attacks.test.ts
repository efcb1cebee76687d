import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attacks, awaitedAttacks } from './attacks.ts'

const numbered = Array.from({ length: 35 }, (_, index) => index + 1)

/** The files with a test of each attack. */
function testFiles(): ReadonlyMap<number, readonly string[]> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const found = new Map<number, string[]>()
  for (const name of files) {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8')
    for (const [, id] of text.matchAll(/^attack\((\d+), /gm))
      found.set(Number(id), [...(found.get(Number(id)) ?? []), name])
  }
  return found
}

test('every attack is listed and tested, but those that await what they aim at; every test is of a listed one', () => {
  const awaited = Object.keys(awaitedAttacks).map(Number)
  const tested = [...testFiles().keys()].sort((a, b) => a - b)
  expect(tested).toEqual(Object.keys(attacks).map(Number))
  expect([...tested, ...awaited].sort((a, b) => a - b)).toEqual(numbered)
})

test('the page has one table with all of them and their tests', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8')
  const rows = page.split('\n').filter((line) => /^\| +\d+ +\|/.test(line))
  const cells = rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
  const files = testFiles()
  const listed: Readonly<Record<string, string>> = { ...attacks, ...awaitedAttacks }
  const expected = numbered.map((id) => {
    const links = (files.get(id) ?? []).map((name) => `[${name}](../test/security/${name})`)
    return [String(id), listed[id], links.length === 0 ? 'awaited' : links.join(', ')]
  })
  expect(cells).toEqual(expected)
})
