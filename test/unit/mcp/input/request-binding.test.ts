import { afterAll, expect, test } from 'vitest'
import { bindRequest } from '../../../../src/mcp/input/request-binding.ts'
import { contextOf, createWorld, exchangeWith, routeAt } from '../../../support/policy-setup.ts'
import { shows } from '../../../support/shows.ts'

const world = createWorld()
afterAll(() => world.close())

const request = { method: 'tools/call', target: 'deleteBook', arguments: { id: 5, hard: true } }
const ada = { sub: 'ada', data: { iss: 'https://one.example' } }

function bind(
  changes: Partial<typeof request> = {},
  user: typeof ada | undefined = ada,
  path = '/mcp',
): string {
  const exchange = exchangeWith({ user })
  return bindRequest({ ...request, ...changes }, exchange, contextOf(exchange, world.services, routeAt(path)))
}

test('the same request of the same caller is bound alike', () => {
  expect(bind({ arguments: { hard: true, id: 5 } })).toBe(bind())
})

shows('A29', 'any difference of caller or request unbinds state', () => {
  const others = [
    bind({ method: 'prompts/get' }),
    bind({ target: 'deleteAll' }),
    bind({ arguments: { id: 6, hard: true } }),
    bind({}, { sub: 'eve', data: ada.data }),
    bind({}, { sub: 'ada', data: { iss: 'https://two.example' } }),
    bindRequest(request, exchangeWith(), contextOf(exchangeWith(), world.services)),
    bind({}, ada, '/other'),
  ]
  expect(new Set([bind(), ...others]).size).toBe(others.length + 1)
})
