import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resourceServerRequirements } from './resource-server-requirements.ts'

const root = join(import.meta.dirname, '..')
const areas = ['unit/oauth/resource-server', 'unit/policies', 'unit/plugins', 'unit/telemetry', 'journeys']

/** Ids in the titles of tests, such as `it('[R9] refuses …')`. */
function citedIds(): ReadonlySet<string> {
  const files = areas.flatMap((area) =>
    readdirSync(join(root, area), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(root, area, name)),
  )
  const titles = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bit\('(?:\[R\d+\] )+/g) ?? [])
  return new Set(titles.flatMap((title) => title.match(/R\d+/g) ?? []))
}

it('every duty of a resource server is cited by a test, and every citation is a duty', () => {
  const known = resourceServerRequirements.map(({ id }) => id)
  expect(new Set(known).size).toBe(known.length)
  expect([...citedIds()].sort()).toEqual([...known].sort())
})

it('every duty says where it comes from', () => {
  for (const { url, sentence } of resourceServerRequirements) {
    expect(url).toMatch(
      /^https:\/\/(?:modelcontextprotocol\.io\/specification\/|www\.rfc-editor\.org\/rfc\/)/,
    )
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  }
})

it('no duty is missing from R1 to R19', () => {
  const numbers = resourceServerRequirements.map(({ id }) => Number(id.slice(1)))
  expect(numbers).toEqual(Array.from({ length: 19 }, (_, index) => index + 1))
})
