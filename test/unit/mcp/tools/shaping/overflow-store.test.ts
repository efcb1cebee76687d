import { expect, test } from 'vitest'
import {
  keepOverflow,
  overflowLife,
  readOverflow,
} from '../../../../../src/mcp/tools/shaping/overflow-store.ts'
import { createMemoryStorage } from '../../../../../src/storage/memory.ts'
import { fixtureServices } from '../../../../support/gateway-fixture.ts'

const answer = { mimeType: 'application/json', text: '{"a":1}' }
const ada = { sub: 'ada', data: { iss: 'https://issuer.example' } }

test('A15, R19: an answer is read by the caller it was given to, and by nobody else', async () => {
  const services = fixtureServices()
  const uri = (await keepOverflow(services, ada, answer)) ?? ''
  expect(uri).toMatch(/^sallyport:\/\/overflow\/[0-9a-f]{64}$/)
  expect(await readOverflow(services, ada, uri)).toEqual(answer)
  const others = [
    { ...ada, sub: 'sam' },
    { sub: 'ada', data: { iss: 'https://other.example' } },
    { sub: 'ada', data: {} },
    undefined,
  ]
  for (const other of others) expect(await readOverflow(services, other, uri)).toBeUndefined()
})

test('an address that was not given out leads nowhere', async () => {
  const services = fixtureServices()
  const uri = (await keepOverflow(services, ada, answer)) ?? ''
  const guesses = [
    `sallyport://overflow/${'0'.repeat(64)}`,
    `${uri}0`,
    'sallyport://overflow/',
    `x${uri}`,
    `${uri}/..`,
  ]
  for (const guess of guesses) expect(await readOverflow(services, ada, guess)).toBeUndefined()
})

test('the store holds neither the address nor the name of the caller', async () => {
  const services = fixtureServices()
  const uri = (await keepOverflow(services, ada, answer)) ?? ''
  const keys = await services.storage.list('mcp:overflow:', 10)
  expect(keys).toHaveLength(1)
  const stored = await services.storage.get(keys[0] ?? '')
  expect(keys[0]).not.toContain(uri.slice(-64))
  expect(stored?.value).not.toContain('ada')
})

test('callers of a server that signs nobody in share what they keep', async () => {
  const services = fixtureServices()
  const uri = (await keepOverflow(services, undefined, answer)) ?? ''
  expect(await readOverflow(services, undefined, uri)).toEqual(answer)
  expect(await readOverflow(services, ada, uri)).toBeUndefined()
})

test('one caller keeps so many answers at a time, others not the fewer', async () => {
  const services = fixtureServices()
  for (let count = 0; count < 50; count++) expect(await keepOverflow(services, ada, answer)).toBeDefined()
  expect(await keepOverflow(services, ada, answer)).toBeUndefined()
  expect(await keepOverflow(services, { ...ada, sub: 'sam' }, answer)).toBeDefined()
})

test('all callers together keep so much', async () => {
  const services = fixtureServices()
  const large = { mimeType: 'text/plain', text: 'x'.repeat(4 * 1024 * 1024) }
  const kept: (string | undefined)[] = []
  for (let count = 0; count < 18; count++)
    kept.push(await keepOverflow(services, { ...ada, sub: `${count}` }, large))
  expect(kept.filter((uri) => uri !== undefined)).toHaveLength(16)
})

test('an answer is forgotten after its time', async () => {
  let now = 1000
  const services = { ...fixtureServices(), storage: createMemoryStorage({ now: () => now }) }
  const uri = (await keepOverflow(services, ada, answer)) ?? ''
  now += overflowLife - 1
  expect(await readOverflow(services, ada, uri)).toEqual(answer)
  now += 2
  expect(await readOverflow(services, ada, uri)).toBeUndefined()
})
