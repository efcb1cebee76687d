import { afterEach, expect, it } from 'vitest'
import type { Services } from '../../../../../src/gateway/services.ts'
import { AccountBook } from '../../../../../src/policies/inbound/basic-auth/account-book.ts'
import type { BasicAccount } from '../../../../../src/policies/inbound/basic-auth/options.ts'
import {
  formatPasswordHash,
  hashPassword,
} from '../../../../../src/oauth/authorization-server/hash-password.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'

let world: World
afterEach(() => world.close())

const hash = formatPasswordHash(await hashPassword('horse'))
const ada: BasicAccount = { username: 'ada', passwordHash: hash, data: { plan: 'gold' } }
const bo: BasicAccount = { username: 'bo', password: 'staple', data: {} }

/** A book that counts how often a password is hashed. */
function open(
  accounts: readonly BasicAccount[],
  now = (): number => 0,
): { book: AccountBook; hashed: () => number } {
  world = createWorld({ now })
  let count = 0
  const readPasswordHash: Services['readPasswordHash'] = (text) => {
    const verify = world.services.readPasswordHash?.(text)
    return verify === undefined ? undefined : (password) => (count++, verify(password))
  }
  const services = { ...world.services, readPasswordHash }
  return { book: new AccountBook(accounts, { ...world.setup, services }), hashed: () => count }
}

const as = (username: string, password: string): { username: string; password: string } => ({
  username,
  password,
})

it('finds accounts by hash and by password, and nobody else', async () => {
  const { book } = open([ada, bo])
  expect(await book.find(as('ada', 'horse'))).toBe(ada)
  expect(await book.find(as('bo', 'staple'))).toBe(bo)
  for (const wrong of [
    as('ada', 'staple'),
    as('bo', 'horse'),
    as('eve', 'horse'),
    as('ada', hash),
    undefined,
  ])
    expect(await book.find(wrong)).toBeUndefined()
})

it('hashes for every name alike, there or not', async () => {
  const { book, hashed } = open([ada, bo])
  for (const name of ['ada', 'bo', 'eve']) await book.find(as(name, 'wrong'))
  expect(hashed()).toBe(3)
  await book.find(undefined)
  expect(hashed()).toBe(4)
})

it('hashes a right password once in five minutes, and a wrong one every time', async () => {
  let now = 0
  const { book, hashed } = open([ada], () => now)
  await book.find(as('ada', 'horse'))
  await book.find(as('ada', 'horse'))
  expect(hashed()).toBe(1)
  await book.find(as('ada', 'wrong'))
  await book.find(as('ada', 'wrong'))
  expect(hashed()).toBe(3)
  now = 300_000
  await book.find(as('ada', 'horse'))
  expect(hashed()).toBe(4)
})

it('reports what is no hash at its place', () => {
  open([{ ...ada, passwordHash: 'horse' }])
  expect(world.problems).toMatchObject([{ severity: 'error', path: ['accounts', 0, 'passwordHash'] }])
})
