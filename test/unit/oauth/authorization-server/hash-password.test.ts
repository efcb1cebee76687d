import { expect, test } from 'vitest'
import {
  createUnmatchableHash,
  formatPasswordHash,
  hashPassword,
  parsePasswordHash,
  verifyPasswordHash,
} from '../../../../src/oauth/authorization-server/hash-password.ts'

test('the right password is recognised, in any spelling of its characters, and no other', async () => {
  const hash = await hashPassword('caf\u00e9 au lait')
  expect(await verifyPasswordHash('caf\u00e9 au lait', hash)).toBe(true)
  expect(await verifyPasswordHash('cafe\u0301 au lait', hash)).toBe(true)
  expect(await verifyPasswordHash('Caf\u00e9 au lait', hash)).toBe(false)
  expect(await verifyPasswordHash('', hash)).toBe(false)
})

test('two hashes of one password differ, and neither holds it', async () => {
  const [one, two] = await Promise.all([hashPassword('secret-word'), hashPassword('secret-word')])
  expect(formatPasswordHash(one)).not.toBe(formatPasswordHash(two))
  expect(formatPasswordHash(one)).not.toContain('secret-word')
})

test('a hash is read back as it was written', async () => {
  const hash = await hashPassword('x')
  expect(parsePasswordHash(`${formatPasswordHash(hash)}\n`)).toEqual(hash)
})

test.each([
  '',
  'plain',
  'scrypt$0$8$1$AAAAAAAAAAAAAAAAAAAAAA$x',
  `scrypt$9999999$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
])('anything else is not a hash: %j', (text) => {
  expect(parsePasswordHash(text)).toBeUndefined()
})

test('nothing matches the hash of nobody', async () => {
  expect(await verifyPasswordHash('', createUnmatchableHash())).toBe(false)
})
