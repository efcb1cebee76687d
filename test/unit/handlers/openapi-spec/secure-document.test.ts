import { expect, it } from 'vitest'
import type { CallerSecurity } from '../../../../src/gateway/policy.ts'
import {
  secureDocument,
  type GuardedOperation,
} from '../../../../src/handlers/openapi-spec/secure-document.ts'

const bearer = { type: 'http', scheme: 'bearer' }
const header = { type: 'apiKey', in: 'header', name: 'X-Key' }
const must = (scheme: CallerSecurity['scheme']) => ({ security: { scheme, isOptional: false } })
const may = (scheme: CallerSecurity['scheme']) => ({ security: { scheme, isOptional: true } })

/** What a document with one operation says of it, guarded by these policies. */
function secured(
  inbound: GuardedOperation['inbound'],
  document: Record<string, unknown> = {},
  operation: Record<string, unknown> = {},
): { security: unknown; schemes: unknown } {
  const pathItem = { get: operation }
  const whole: Record<string, unknown> = { openapi: '3.1.0', paths: { '/a': pathItem }, ...document }
  const route = { path: '/a', method: 'GET', operation, pathItem }
  const made = secureDocument(whole, [{ route, inbound }]) as {
    paths: Record<string, { get: { security?: unknown } }>
    components?: { securitySchemes?: unknown }
  }
  return { security: made.paths['/a']?.get.security, schemes: made.components?.securitySchemes }
}

it('demands every scheme of the policies that let nobody pass without', () => {
  expect(secured([must(bearer), {}, must(header)])).toEqual({
    security: [{ bearer: [], apiKey: [] }],
    schemes: { bearer, apiKey: header },
  })
})

it('says nothing where no policy does', () => {
  expect(secured([{}])).toEqual({ security: undefined, schemes: undefined })
})

it('takes lenient policies as alternatives, with nothing at all among them unless a user is demanded', () => {
  const lenient = [may(bearer), may(header)]
  const two = [{ bearer: [] }, { apiKey: [] }]
  expect(secured(lenient).security).toEqual([...two, {}])
  expect(secured([...lenient, { demandsUser: true }]).security).toEqual(two)
  expect(secured([must(bearer), may(header)]).security).toEqual([{ bearer: [], apiKey: [] }, { bearer: [] }])
})

it('leaves what the document says itself', () => {
  const own = [{ mine: [] }]
  expect(secured([must(bearer)], {}, { security: own })).toEqual({ security: own, schemes: undefined })
  expect(secured([must(bearer)], {}, { security: [] }).security).toEqual([])
  expect(secured([must(bearer)], { security: own }).security).toBeUndefined()
  expect(secured([must(bearer)], { swagger: '2.0' }).security).toBeUndefined()
})

it('uses the scheme of the document that says the same, and no name of another', () => {
  const mine = { type: 'http', scheme: 'Bearer', description: 'Ours.' }
  const other = { type: 'http', scheme: 'basic' }
  const document = (securitySchemes: object) => ({ components: { securitySchemes } })
  expect(secured([must(bearer)], document({ mine })).security).toEqual([{ mine: [] }])
  expect(secured([must(bearer)], document({ bearer: other }))).toEqual({
    security: [{ bearer2: [] }],
    schemes: { bearer: other, bearer2: bearer },
  })
})

it('does not tell of the schemes of what is internal', () => {
  expect(secured([must(bearer)], {}, { 'x-internal': true }).schemes).toBeUndefined()
})
