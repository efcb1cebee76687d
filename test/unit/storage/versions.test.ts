import { expect, test } from 'vitest'
import { createVersions } from '../../../src/storage/versions.ts'

test('no version repeats, in one opening or the next', () => {
  const openings = [createVersions(), createVersions()]
  const versions = openings.flatMap((next) => [next(), next(), next()])
  expect(new Set(versions).size).toBe(6)
  expect(versions.join('')).not.toContain(' ')
})
