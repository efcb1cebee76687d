import { expect, it } from 'vitest'
import { createSeenProofs } from '../../../../src/oauth/resource-server/seen-proofs.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'

it('admits a proof once, also of many that come at the same time, and at every gateway on one storage', async () => {
  const storage = createMemoryStorage()
  const input = { storage, sha256: (text: string) => text, keptSeconds: 60 }
  const [one, other] = [createSeenProofs(input), createSeenProofs(input)]
  const admitted = await Promise.all([1, 2, 3].flatMap(() => [one.admit('k', 'a'), other.admit('k', 'a')]))
  expect(admitted.filter(Boolean)).toHaveLength(1)
  expect(await one.admit('k', 'b')).toBe(true)
  expect(await one.admit('other', 'a')).toBe(true)
})
