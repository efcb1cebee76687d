import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProjectError } from '../../src/foundation/diagnostic.ts'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { shows } from '../support/shows.ts'
import { createTempProject, serveTemp, type TempProject } from '../support/temp-project.ts'

const catalogNames = [...standardCatalog.policies, ...standardCatalog.handlers].flatMap(
  ({ exports }) => exports,
)

/** A project with a route for each export of `modules/m.ts`. */
function projectOf(module: string, routes: readonly string[], runtime?: string) {
  const paths = Object.fromEntries(
    routes.map((name) => [
      `/${name}`,
      {
        get: {
          operationId: name,
          'x-zuplo-route': { corsPolicy: 'none', handler: { module: '$import(./modules/m)', export: name } },
        },
      },
    ]),
  )
  return createTempProject({
    'config/routes.oas.json': { openapi: '3.1.0', info: { title: 't', version: '1' }, paths },
    'modules/m.ts': module,
    ...(runtime === undefined ? {} : { 'modules/zuplo.runtime.ts': runtime }),
  })
}

const imports = `import { ${[...new Set(catalogNames)].join(', ')} } from '@zuplo/runtime'
import { ZuploContext, ZuploRequest, RequestUser, Logger, ResponseSentEvent } from '@zuplo/runtime'
import { GraphQLComplexityLimitInboundPolicy as OfGraphql } from '@zuplo/graphql'
import { ZuploRequest as OwnName, OktaJwtInboundPolicy as OwnPolicy } from 'sallyport'`

const module = `${imports}
export const names = () => [${catalogNames.join(', ')}].map((value) => typeof value)
export const same = () => [OfGraphql === GraphQLComplexityLimitInboundPolicy, OwnPolicy === OktaJwtInboundPolicy, OwnName === ZuploRequest]
export function called() {
  try { return new OktaJwtInboundPolicy() } catch (error) { return error.message }
}`

describe('the names of the catalog in a module', () => {
  let project: TempProject
  let served: ServedProject
  beforeAll(async () => {
    project = await projectOf(module, ['names', 'same', 'called'])
    served = await serveTemp(project.folder)
  })
  afterAll(async () => {
    await served?.close(0)
    await project.remove()
  })
  const ask = async (path: string): Promise<unknown> => (await fetch(`${served.origin}${path}`)).json()

  test('are values, under every alias, beside names of types', async () => {
    expect(new Set((await ask('/names')) as string[])).toEqual(new Set(['function']))
  })

  test('are the same from each module that the gateway answers for', async () => {
    expect(await ask('/same')).toEqual([true, true, true])
  })

  test('say what to do for those who call them', async () => {
    expect(await ask('/called')).toContain('context.invokeInboundPolicy')
  })
})

test('a name that is known and not served stops the start at its line, with what to do instead', async () => {
  const source = "\nimport { ZuploServices } from '@zuplo/runtime'\nexport const x = () => ZuploServices.name"
  const project = await projectOf(source, ['x'])
  const failure = await serveTemp(project.folder).catch((error: unknown) => error)
  await project.remove()
  expect(failure).toBeInstanceOf(ProjectError)
  expect((failure as ProjectError).diagnostics).toMatchObject([
    {
      code: 'SALLYPORT_MODULE_UNKNOWN_IMPORT',
      file: 'modules/m.ts',
      line: 2,
      message: '"ZuploServices" is not served by this gateway.',
      hint: expect.stringContaining('JwtServicePlugin') as string,
    },
  ])
})

describe('tokens of the gateway', () => {
  const signing = `import { JwtServicePlugin } from '@zuplo/runtime'
export const token = () => JwtServicePlugin.signJwt({ subject: 'ada', audience: 'books', role: 'editor' })`
  const runtime = `import { JwtServicePlugin } from '@zuplo/runtime'
export const runtimeInit = (runtime) => runtime.addPlugin(new JwtServicePlugin())`

  shows(
    'T18',
    'are verified by whoever reads discovery and keys, also after the gateway has started anew',
    async () => {
      const project = await projectOf(signing, ['token'], runtime)
      const first = await serveTemp(project.folder)
      const token = (await (await fetch(`${first.origin}/token`)).json()) as string
      const port = Number(new URL(first.origin).port)
      await first.close(0)
      const second = await serveTemp(project.folder, { port })
      try {
        const issuer = new URL(`${second.origin}/__zuplo/issuer`)
        const insecure = { [oauth.allowInsecureRequests]: true }
        const server = await oauth.processDiscoveryResponse(
          issuer,
          await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...insecure }),
        )
        const keys = createRemoteJWKSet(new URL(server.jwks_uri ?? ''))
        const { payload } = await jwtVerify(token, keys, { issuer: issuer.href, audience: 'books' })
        expect(payload).toMatchObject({ sub: 'ada', role: 'editor' })
      } finally {
        await second.close(0)
        await project.remove()
      }
    },
  )

  test('a policy that signs has no gateway without the plugin', async () => {
    const project = await projectOf('export const x = () => 1', [])
    const handler = { module: '$import(./modules/m)', export: 'x' }
    const route = { corsPolicy: 'none', handler, policies: { inbound: ['sign'] } }
    await project.write('config/routes.oas.json', {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/x': { get: { operationId: 'x', 'x-zuplo-route': route } } },
    })
    const policy = { export: 'UpstreamZuploJwtAuthInboundPolicy', module: '$import(@zuplo/runtime)' }
    await project.write('config/policies.json', {
      policies: [{ name: 'sign', policyType: 'upstream-zuplo-jwt-auth-inbound', handler: policy }],
    })
    const failure = await serveTemp(project.folder).catch((error: unknown) => error)
    await project.remove()
    expect((failure as ProjectError).diagnostics).toMatchObject([
      {
        code: 'SALLYPORT_MODULE_NO_TOKEN_SIGNER',
        hint: expect.stringContaining('JwtServicePlugin') as string,
      },
    ])
  })
})

test('the caches of a module are those of its gateway', async () => {
  const source = `export async function cached(request) {
  const cache = await caches.open('answers')
  const found = await cache.match(request)
  if (found !== undefined) return found
  const answer = new Response('made ' + Math.random(), { headers: { 'cache-control': 'max-age=60' } })
  await cache.put(request, answer.clone())
  return answer
}`
  const project = await projectOf(source, ['cached'])
  const served = await serveTemp(project.folder)
  try {
    const ask = async (search: string): Promise<string> =>
      (await fetch(`${served.origin}/cached${search}`)).text()
    const first = await ask('?a=1')
    expect(first).toMatch(/^made /)
    expect([await ask('?a=1'), (await ask('?a=2')) === first]).toEqual([first, false])
  } finally {
    await served.close(0)
    await project.remove()
  }
})
