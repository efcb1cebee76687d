import { expect, it } from 'vitest'
import { keyChangesOf } from '../../../src/api-keys/key-changes.ts'
import { createMemoryStorage } from '../../../src/storage/memory.ts'

it('counts for each store alone', () => {
  const [one, other] = [createMemoryStorage(), createMemoryStorage()]
  keyChangesOf(one).count++
  expect([keyChangesOf(one).count, keyChangesOf(other).count]).toEqual([1, 0])
})
