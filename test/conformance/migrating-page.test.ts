import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unservedNames } from '../../src/project/unserved-names.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { traps } from '../support/format-traps.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/migrating.md'), 'utf8')

/** Rows of the table under a heading of its first column, cell by cell. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `))
  expect(start, heading).toBeGreaterThan(0)
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const quoted = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
const pages = (cell = ''): string[] =>
  [...cell.matchAll(/reference\/policies\/([\w-]+)\.md/g)].map((match) => match[1] ?? '')
const policyOf = (type: string) =>
  standardCatalog.policies.find(({ policyTypes }) => policyTypes.includes(type))

test('every trap has its row, in their order', () => {
  expect(rowsOf('Number').map(([id]) => id)).toEqual(Object.keys(traps))
})

test('a name leads to the page of the policy that has it', () => {
  for (const [names, page] of rowsOf('Name')) {
    const policy = policyOf(pages(page)[0] ?? '')
    expect(policy, page).toBeDefined()
    for (const name of quoted(names)) expect(policyOf(name), name).toBe(policy)
  }
})

test('what is said not to be served is not, as the start says too', () => {
  const exported = new Set(standardCatalog.policies.flatMap(({ exports }) => exports))
  for (const [names, instead] of rowsOf('Export')) {
    for (const name of quoted(names)) {
      expect(exported.has(name), name).toBe(false)
      expect(unservedNames.has(name), name).toBe(true)
    }
    for (const page of pages(instead)) expect(policyOf(page), page).toBeDefined()
  }
})
