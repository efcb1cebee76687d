import { expect, test } from 'vitest'
import { refuseRouteVariables } from '../../../src/project/refuse-route-variables.ts'
import { compilationOf } from '../../support/compilation-of.ts'

function refused(operation: unknown, document: object = {}): string[] {
  const value = { ...document, paths: { '/a': { get: operation } } }
  const compilation = compilationOf({ 'a.json': value })
  refuseRouteVariables(value, { file: 'a.json', path: [] }, compilation)
  return compilation.diagnostics.map(({ message }) => message)
}

const sentence = 'An $env() statement is not expected at this location.'

test('options of handlers and of policies declared in place hold variables', () => {
  const handler = { options: { a: '$env(A)', b: [{ c: 'x $env(B)' }] } }
  const route = { handler, policies: { inbound: ['a', { name: 'x', handler }], outbound: [{ handler }] } }
  expect(refused({ 'x-zuplo-route': route })).toEqual([])
  expect(refused({ 'x-sallyport-route': route })).toEqual([])
})

test.each([
  { corsPolicy: '$env(A)' },
  { corsPolicy: 'x-$env(A)' },
  { handler: { module: '$env(A)' } },
  { policies: { inbound: ['$env(A)'] } },
  { policies: { inbound: [{ name: '$env(A)' }] } },
  { mcp: { description: '$env(A)' } },
])('nothing else of a route does: %j', (route) => {
  expect(refused({ 'x-zuplo-route': route })).toEqual([sentence])
})

test('outside of routes a whole value is refused, prose and examples may speak of variables', () => {
  expect(refused({}, { servers: [{ url: '$env(BASE)' }] })).toEqual([sentence])
  expect(refused({ description: '$env(A)', summary: 'Set $env(A).' })).toEqual([])
  expect(refused({ responses: { 200: { content: { 'text/plain': { example: '$env(A)' } } } } })).toEqual([])
  expect(refused({ tags: ['about $env(A)'] })).toEqual([])
})
