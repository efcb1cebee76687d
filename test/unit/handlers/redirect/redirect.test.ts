import { expect, it } from 'vitest'
import { redirect } from '../../../../src/handlers/redirect/redirect.ts'
import { ask, createGatewayFixture } from '../../../support/gateway-fixture.ts'

it.each([
  [{ location: '/new' }, 302],
  [{ location: 'https://elsewhere.example/a?b=c', status: 308 }, 308],
])('%j', async (options, status) => {
  const handler = { module: '$import(@zuplo/runtime)', export: 'redirectHandler', options }
  const fixture = await createGatewayFixture({
    catalog: { handlers: [redirect] },
    paths: { '/old': { get: { 'x-zuplo-route': { corsPolicy: 'none', handler } } } },
  })
  const response = await ask(fixture, '/old')
  expect([response.status, response.headers.get('location')]).toEqual([status, options.location])
  await fixture.close()
})
