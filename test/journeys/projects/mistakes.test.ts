import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ProjectError, type Diagnostic } from '../../../src/foundation/diagnostic.ts'
import { shows } from '../../support/shows.ts'
import { createTempProject, serveTemp, type TempProject } from '../../support/temp-project.ts'

let project: TempProject | undefined
afterEach(async () => {
  await project?.remove()
  project = undefined
})

/** What the start says of a folder that is not served, or only with warnings. */
async function diagnose(folder: string): Promise<readonly Diagnostic[]> {
  try {
    const served = await serveTemp(folder, { environment: { SALLYPORT_STATE_URL: 'memory:' } })
    await served.close(0)
    return served.current().diagnostics
  } catch (error) {
    if (error instanceof ProjectError) return error.diagnostics
    throw error
  }
}

const handler = { export: 'default', module: '$import(./modules/hello)' }

/** A small project in which one route stands as a test wants it. */
async function projectWith(path: string, pathItem: object): Promise<string> {
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 'Mistakes', version: '1' },
      paths: { [path]: pathItem },
    },
    'config/policies.json': { policies: [] },
    'modules/hello.ts': 'export default () => "hello"',
    'zuplo.jsonc': { version: 1 },
  })
  return project.folder
}

const broken = (name: string): string => join(import.meta.dirname, '../../fixtures/broken', name)

describe('a project that slips where its guide does', () => {
  shows('T2', 'is told the name that was meant', async () => {
    expect(await diagnose(broken('guide-mismatch'))).toMatchObject([
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_UNKNOWN_POLICY',
        file: 'config/routes.oas.json',
        message: 'There is no policy named "mcp-oauth-inbound".',
        hint: 'Did you mean "mcp-okta-oauth-inbound"?',
      },
    ])
  })

  shows('T9', 'is not served while a policy stands where it would guard nothing', async () => {
    const route = { corsPolicy: 'none', handler }
    const folder = await projectWith('/hello', {
      get: { operationId: 'hello', policies: { inbound: ['auth'] }, 'x-zuplo-route': route },
    })
    expect(await diagnose(folder)).toMatchObject([{ severity: 'error', file: 'config/routes.oas.json' }])
  })

  shows('T14', 'is warned of `$env()` in a template, and told what is replaced there', async () => {
    const forward = {
      export: 'urlForwardHandler',
      module: '$import(@zuplo/runtime)',
      options: { baseUrl: 'https://$env(HOST).example.com' },
    }
    const folder = await projectWith('/hello', {
      get: { operationId: 'hello', 'x-zuplo-route': { corsPolicy: 'none', handler: forward } },
    })
    expect(await diagnose(folder)).toMatchObject([
      {
        severity: 'warning',
        code: 'SALLYPORT_CONFIG_UNREPLACED_VARIABLE',
        hint: expect.stringContaining('${env.HOST}'),
      },
    ])
  })

  shows('T19', 'is told which path no pattern can be', async () => {
    const folder = await projectWith('/sizes/:size(\\d++)', {
      'x-zuplo-path': { pathMode: 'url-pattern' },
      get: { operationId: 'size', 'x-zuplo-route': { corsPolicy: 'none', handler } },
    })
    const [first] = await diagnose(folder)
    expect(first).toMatchObject({ severity: 'error', file: 'config/routes.oas.json' })
    expect(first?.line).toBeGreaterThan(1)
  })

  test('is told what to do where a policy is not served, and where to look for one that nobody knows', async () => {
    const folder = await projectWith('/hello', {
      get: { operationId: 'hello', 'x-zuplo-route': { corsPolicy: 'none', handler } },
    })
    const named = ['LDAPAuthInboundPolicy', 'ShippingLabelsInboundPolicy'].map((name) => ({
      name,
      policyType: 'custom-code-inbound',
      handler: { export: name, module: '$import(@zuplo/runtime)' },
    }))
    await project?.write('config/policies.json', { policies: named })
    expect((await diagnose(folder)).map(({ hint }) => hint)).toEqual([
      expect.stringContaining('OpenIdJwtInboundPolicy'),
      expect.stringContaining('docs/reference/README.md'),
    ])
  })

  test('is told by file and line when a module lacks what a route names', async () => {
    const folder = await projectWith('/hello', {
      get: {
        operationId: 'hello',
        'x-zuplo-route': { corsPolicy: 'none', handler: { ...handler, export: 'hello' } },
      },
    })
    expect(await diagnose(folder)).toMatchObject([{ severity: 'error', file: 'config/routes.oas.json' }])
  })
})
