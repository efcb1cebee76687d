import { expect, it } from 'vitest'
import { openApiSpec } from '../../../../src/handlers/openapi-spec/openapi-spec.ts'
import { ask, createGatewayFixture } from '../../../support/gateway-fixture.ts'

const paths = (openApiFilePath: string) => ({
  '/openapi': {
    get: {
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: {
          module: '$import(@zuplo/runtime)',
          export: 'openApiSpecHandler',
          options: { openApiFilePath },
        },
      },
    },
  },
})

it('serves the document with a tag, and says when nothing has changed', async () => {
  const fixture = await createGatewayFixture({
    catalog: { handlers: [openApiSpec] },
    paths: paths('./config/routes.oas.json'),
  })
  const first = await ask(fixture, '/openapi')
  expect(await first.json()).toMatchObject({ paths: { '/openapi': { get: {} } } })
  const etag = first.headers.get('etag') ?? ''
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await ask(fixture, '/openapi', { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  expect((await ask(fixture, '/openapi', { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  await fixture.close()
})

it('finds at the start that a file is not there', async () => {
  const start = createGatewayFixture({
    catalog: { handlers: [openApiSpec] },
    paths: paths('./config/route.oas.json'),
  })
  await expect(start).rejects.toThrow()
})
