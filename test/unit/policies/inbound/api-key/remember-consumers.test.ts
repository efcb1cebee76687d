import { expect, it } from 'vitest'
import type { FoundConsumer } from '../../../../../src/api-keys/find-consumer.ts'
import { ConsumerMemory } from '../../../../../src/policies/inbound/api-key/remember-consumers.ts'

const shop: FoundConsumer = { name: 'shop', metadata: {}, keyId: '1', expiresAt: undefined }

function remember(answers: Readonly<Record<string, FoundConsumer>>): {
  readonly memory: ConsumerMemory
  readonly asked: string[]
  readonly clock: { now: number }
  readonly changes: { count: number }
} {
  const asked: string[] = []
  const clock = { now: 0 }
  const changes = { count: 0 }
  const find = async (hash: string): Promise<FoundConsumer | undefined> => {
    asked.push(hash)
    return answers[hash]
  }
  const memory = new ConsumerMemory({ now: () => clock.now, rememberMs: 60_000, find, changes })
  return { memory, asked, clock, changes }
}

it('asks the store once, however many wait', async () => {
  const { memory, asked } = remember({ h: shop })
  await Promise.all([memory.get('h'), memory.get('h'), memory.get('h')])
  expect([memory.peek('h')?.consumer, asked]).toEqual([shop, ['h']])
})

it('remembers that a key is nobody’s for a short while only', async () => {
  const { memory, clock } = remember({})
  await memory.get('h')
  expect(memory.peek('h')).toMatchObject({ consumer: undefined })
  clock.now = 5_000
  expect(memory.peek('h')).toBeUndefined()
})

it('keeps real keys through a flood of invented ones', async () => {
  const { memory } = remember({ h: shop })
  await memory.get('h')
  for (let count = 0; count < 1_500; count++) await memory.get(`invented-${count}`)
  expect([memory.peek('h')?.consumer, memory.peek('invented-0')]).toEqual([shop, undefined])
})

it('does not remember what was asked before a change', async () => {
  const { memory, asked, changes } = remember({ h: shop })
  const asking = memory.get('h')
  changes.count++
  await asking
  expect([memory.peek('h'), asked]).toEqual([undefined, ['h', 'h']])
})
