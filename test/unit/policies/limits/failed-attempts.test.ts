import { afterEach, expect, it } from 'vitest'
import { failedAttemptsOption } from '../../../../src/policies/limits/failed-attempts-option.ts'
import { FailedAttempts } from '../../../../src/policies/limits/failed-attempts.ts'
import { contextOf, createWorld, exchangeWith, headerOf, type World } from '../../../support/policy-setup.ts'

let now = 1_800_000_000_000
let world: World
afterEach(() => world.close())

function counting(options: unknown) {
  world = createWorld({ now: () => now })
  const attempts = new FailedAttempts(failedAttemptsOption.parse(options), 'guard', world.services)
  const from = (clientAddress: string) => exchangeWith({ clientAddress })
  return {
    fail: (address: string, times = 1) => {
      for (let time = 0; time < times; time++) attempts.count(from(address))
    },
    ask: (address: string) => attempts.refuse(from(address), contextOf(from(address), world.services)),
  }
}

it('holds an address off once its failures are as many as allowed, until the time is over', () => {
  const { fail, ask } = counting({ allowed: 3, perSeconds: 10 })
  fail('192.0.2.1', 2)
  now += 4_000
  expect(ask('192.0.2.1')).toBeUndefined()
  fail('192.0.2.1')
  const reply = ask('192.0.2.1')
  expect([reply?.status, headerOf(reply, 'retry-after')]).toEqual([429, '6'])
  expect(ask('192.0.2.2')).toBeUndefined()
  now += 6_000
  expect(ask('192.0.2.1')).toBeUndefined()
  fail('192.0.2.1', 2)
  expect(ask('192.0.2.1')).toBeUndefined()
})

it('says in the log which address it is, once', () => {
  const { fail } = counting({ allowed: 2 })
  fail('2001:db8:1:2::1', 9)
  expect(world.records).toMatchObject([
    { level: 'warn', fields: { policy: 'guard', address: '2001:db8:1:2::/64' } },
  ])
})

it('an IPv6 caller is its /64, whatever it makes of the rest', () => {
  const { fail, ask } = counting({ allowed: 2 })
  fail('2001:db8:1:2::1')
  fail('2001:db8:1:2:ffff::')
  expect([ask('2001:db8:1:2::9')?.status, ask('2001:db8:1:3::1')]).toEqual([429, undefined])
})

it('counts neither this machine nor callers without an address, and nobody where it is switched off', () => {
  const { fail, ask } = counting({ allowed: 1 })
  for (const address of ['127.0.0.1', '::1', '']) {
    fail(address, 5)
    expect(ask(address)).toBeUndefined()
  }
  void world.close()
  const off = counting(false)
  off.fail('192.0.2.1', 5000)
  expect(off.ask('192.0.2.1')).toBeUndefined()
})

it('remembers ten thousand addresses, those that failed last', () => {
  const { fail, ask } = counting({ allowed: 1 })
  fail('192.0.2.1')
  for (let index = 0; index < 10_000; index++) fail(`10.1.${index >> 8}.${index & 255}`)
  expect([ask('192.0.2.1'), ask('10.1.0.0')?.status]).toEqual([undefined, 429])
})
