import { afterEach, describe, expect, it } from 'vitest'
import { checkFolder } from '../../../../src/runtimes/node/check-folder.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let project: TempProject
afterEach(() => project.remove())

const handler = (exportName: string): object => ({ module: '$import(./modules/hello)', export: exportName })
const routes = (exportName: string): object => ({
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: {
    '/hello': {
      get: { operationId: 'hello', 'x-zuplo-route': { corsPolicy: 'none', handler: handler(exportName) } },
    },
  },
})
const good = {
  'config/routes.oas.json': routes('default'),
  'modules/hello.ts': 'export default () => "hello"\n',
}

describe('checkFolder', () => {
  it('finds nothing wrong in a good project, and tells its routes', async () => {
    project = await createTempProject(good)
    const { project: found, diagnostics } = await checkFolder(project.folder, {})
    expect(diagnostics).toEqual([])
    expect(found?.routes.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /hello'])
  })

  it('finds what only linking sees: an export that the module does not have', async () => {
    project = await createTempProject({ ...good, 'config/routes.oas.json': routes('helo') })
    await project.write('modules/hello.ts', 'export const hello = () => 1\n')
    const { project: found, diagnostics } = await checkFolder(project.folder, {})
    expect(found).toBeDefined()
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
        file: 'config/routes.oas.json',
        hint: 'Did you mean "hello"?',
      },
    ])
  })

  it('finds code that cannot be built', async () => {
    project = await createTempProject({ ...good, 'modules/hello.ts': 'export default () => (\n' })
    const { diagnostics } = await checkFolder(project.folder, {})
    expect(diagnostics).toMatchObject([{ severity: 'error', file: 'modules/hello.ts' }])
  })

  it('tells of code that cannot be built together with what else is wrong, and of nothing that follows from it', async () => {
    const policy = (name: string, options: object): object => ({
      name,
      policyType: 'rate-limit-inbound',
      handler: { module: '$import(@zuplo/runtime)', export: name, options },
    })
    project = await createTempProject({
      ...good,
      'modules/hello.ts': 'export default () => (\n',
      'config/policies.json': {
        policies: [
          policy('MonetizationInboundPolicy', {}),
          policy('RateLimitInboundPolicy', {
            rateLimitBy: 'function',
            requestsAllowed: 1,
            timeWindowMinutes: 1,
            identifier: { module: '$import(./modules/hello)', export: 'default' },
          }),
        ],
      },
    })
    const { diagnostics, routes: linked } = await checkFolder(project.folder, {})
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'SALLYPORT_MODULE_SYNTAX',
      'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
    ])
    expect(linked).toEqual([])
  })

  it('finds mistakes in files before any code runs', async () => {
    project = await createTempProject({ ...good, 'config/policies.json': '{ "policies": [' })
    const { project: found, diagnostics } = await checkFolder(project.folder, {})
    expect(found).toBeUndefined()
    expect(diagnostics).toMatchObject([{ severity: 'error', file: 'config/policies.json' }])
  })

  it('refuses a public URL that is none, as serving does', async () => {
    project = await createTempProject(good)
    const { diagnostics } = await checkFolder(project.folder, { SALLYPORT_PUBLIC_URL: 'gateway' })
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'SALLYPORT_CONFIG_PUBLIC_URL' }])
  })

  it('rejects for a folder that is no project', async () => {
    project = await createTempProject({ 'readme.md': '' })
    await expect(checkFolder(project.folder, {})).rejects.toThrow('is no project')
  })

  it('names what the identity file says against itself and against the routes', async () => {
    project = await createTempProject({
      ...good,
      'config/identity.jsonc': { authorizationServers: [{ id: 'mcp', name: 'M', audience: 'api://mcp' }] },
    })
    const { diagnostics } = await checkFolder(project.folder, {})
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_IDENTITY_NO_POLICY', file: 'config/identity.jsonc', line: 3 },
    ])
  })
})
