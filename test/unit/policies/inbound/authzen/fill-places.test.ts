import { afterAll, expect, it } from 'vitest'
import {
  fillPlaces,
  findUnknownPlace,
  namesTool,
} from '../../../../../src/policies/inbound/authzen/fill-places.ts'
import { contextOf, createWorld, exchangeWith } from '../../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

const exchange = exchangeWith({
  search: '?a=1&b=1&b=2',
  headers: { 'x-tenant': 't' },
  params: { id: '7' },
  user: { sub: 'ada', data: { org: { id: 3 }, roles: ['x'] } },
})
const call = { tool: 'lend', arguments: { book: { id: 'b' } }, annotations: {} }

it.each([
  ['plain', 'plain'],
  ['$authzen-prop(request.method) $authzen-prop( request.path )', 'POST /mcp'],
  ['$authzen-prop(request.user.sub)/$authzen-prop(request.user.data.org.id)', 'ada/3'],
  ['$authzen-prop(request.params.id)', '7'],
  ['$authzen-prop(request.query.a)', '1'],
  ['$authzen-prop(request.headers.X-Tenant)', 't'],
  ['$authzen-prop(context.route.path)', '/mcp'],
  ['$authzen-prop(tool.name):$authzen-prop(tool.arguments.book.id)', 'lend:b'],
  ['$authzen-prop(request.query.b)', undefined],
  ['$authzen-prop(request.query.c)', undefined],
  ['$authzen-prop(request.user.data.roles)', undefined],
  ['$authzen-prop(request.user.data.constructor.name)', undefined],
  ['$authzen-prop(request.params.toString)', undefined],
  ['$authzen-prop(tool.arguments.book)', undefined],
])('fills %s with %s', (text, filled) => {
  expect(fillPlaces(text, exchange, contextOf(exchange, world.services), call)).toBe(filled)
})

it('knows the places there are, and which of them are of tools', () => {
  expect(findUnknownPlace('$authzen-prop(request.user.sub)')).toBeUndefined()
  expect(findUnknownPlace('a $authzen-prop(request.body)')).toBe('request.body')
  expect([namesTool('$authzen-prop(tool.name)'), namesTool('tool.name')]).toEqual([true, false])
})
