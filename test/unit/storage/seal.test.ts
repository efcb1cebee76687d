import { expect, test } from 'vitest'
import { createKeyText, readKeyRing } from '../../../src/storage/key-ring.ts'
import { seal, sealedBy, unseal } from '../../../src/storage/seal.ts'

const ring = await readKeyRing(createKeyText('a'), 'KEYS')

test('a sealed value names its key, shows nothing of itself, and opens under its own name', async () => {
  for (const value of ['{"secret": "é\u{1f512}"}', 'x'.repeat(100_000)]) {
    const sealed = await seal(ring.first, 'name', value)
    expect(sealedBy(sealed)).toBe('a')
    expect(sealed).not.toContain(value.slice(0, 10))
    expect(await unseal(ring, 'name', sealed)).toBe(value)
  }
})

test('the same value is never sealed the same way twice', async () => {
  expect(await seal(ring.first, 'name', 'v')).not.toBe(await seal(ring.first, 'name', 'v'))
})

test('a value moved to another name, changed, cut, or relabelled does not open', async () => {
  const sealed = await seal(ring.first, 'name', 'value')
  const both = await readKeyRing(`${createKeyText('b')}`, 'KEYS')
  const relabelled = { ...both, keyOf: () => ring.first }
  await expect(unseal(ring, 'other', sealed)).rejects.toThrow('does not open with the key "a"')
  const at = sealed.length - 10
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  await expect(unseal(ring, 'name', changed)).rejects.toThrow('does not open')
  await expect(unseal(ring, 'name', 'sealed:1:a:')).rejects.toThrow('does not open')
  await expect(unseal(relabelled, 'name', sealed.replace(':a:', ':b:'))).rejects.toThrow('does not open')
  await expect(unseal(both, 'name', sealed)).rejects.toThrow(
    'sealed with the key "a", which the key ring does not',
  )
})

test('what is not sealed is handed back', async () => {
  expect(sealedBy('{}')).toBeUndefined()
  expect(await unseal(ring, 'name', '{}')).toBe('{}')
})
