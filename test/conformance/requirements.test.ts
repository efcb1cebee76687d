import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { requirements } from './requirements.ts'

function citedIds(): ReadonlySet<string> {
  const root = join(import.meta.dirname, '..')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.test.ts'),
  )
  const texts = files.map((path) => readFileSync(join(root, path), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\bshows\(\s*'(\w+)'/g)].map((match) => match[1] ?? '')),
  )
}

test('every duty is shown by a test', () => {
  const cited = citedIds()
  expect(requirements.filter(({ id }) => !cited.has(id)).map(({ id }) => id)).toEqual([])
})

test('no two duties share an id, and each says where it stands', () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
  for (const { url, sentence } of requirements) {
    expect(url).toMatch(/^https:\/\/modelcontextprotocol\.io\/specification\//)
    expect(sentence).toMatch(/^\S.*\.$/)
  }
})
