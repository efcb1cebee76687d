import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import { readProjectFolder } from '../../../../src/project/read-project-folder.ts'
import {
  loadProject,
  type LoadedProject,
  type ProjectHost,
} from '../../../../src/runtimes/node/load-project.ts'
import { standardCatalog } from '../../../../src/standard-catalog.ts'
import { createMemoryStorage } from '../../../../src/storage/memory.ts'
import { fixtureServices } from '../../../support/gateway-fixture.ts'
import { exchangeWith } from '../../../support/policy-setup.ts'
import { createTempProject, identityFile, type TempProject } from '../../../support/temp-project.ts'
import { readReplyText } from '../../../support/read-reply-text.ts'

let project: TempProject
afterEach(() => project.remove())

/** Loads a folder with these files; `dev` serves its identity whatever the file says. */
async function load(files: Record<string, string | object>, dev = false): Promise<LoadedProject> {
  project = await createTempProject(files)
  const { publicOrigin, upstream, log } = fixtureServices()
  const host: ProjectHost = {
    folder: project.folder,
    stateFolder: join(project.folder, '.sallyport'),
    publicOrigin,
    boundAddress: '127.0.0.1',
    upstream,
    log,
    storage: createMemoryStorage(),
    catalog: standardCatalog,
    alwaysServeIdentity: dev,
    isDraining: () => false,
  }
  const { files: read } = await readProjectFolder(project.folder, {})
  return loadProject(host, {
    files: read,
    environment: { SALLYPORT_PUBLIC_URL: publicOrigin.canonical, GREETING: 'hello' },
  })
}

function routes(...names: string[]): object {
  const route = (name: string): object => ({
    get: {
      operationId: name,
      'x-zuplo-route': { corsPolicy: 'none', handler: { module: '$import(./modules/m)', export: name } },
    },
  })
  return {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: Object.fromEntries(names.map((name) => [`/${name}`, route(name)])),
  }
}

async function ask({ gateway }: LoadedProject, path: string): Promise<unknown> {
  const reply = await gateway.handle(exchangeWith({ method: 'GET', path, headers: { 'x-a': '1' } }))
  return JSON.parse(await readReplyText(reply)) as unknown
}

describe('loadProject', () => {
  it('runs the functions of the modules with the environment of the project', async () => {
    const loaded = await load({
      'config/routes.oas.json': routes('greet'),
      'modules/m.ts': `import { environment, ZuploRequest } from '@zuplo/runtime'
        export const greet = (request: ZuploRequest) => ({ text: environment.GREETING, is: request instanceof ZuploRequest })`,
    })
    expect(await ask(loaded, '/greet')).toEqual({ text: 'hello', is: true })
    expect([loaded.authorizationServers, loaded.credentials, loaded.diagnostics]).toEqual([
      undefined,
      undefined,
      [],
    ])
  })

  it('lets modules hand the request of the gateway to Request, and take any Request for one', async () => {
    const loaded = await load({
      'config/routes.oas.json': routes('copy'),
      'modules/m.ts': `export function copy(request: Request) {
        const made = new Request(request, { headers: { 'x-b': '2' } })
        return { a: request.headers.get('x-a'), b: made.headers.get('x-b'), url: made.url === request.url,
          instances: [request instanceof Request, made instanceof Request, ({}) instanceof Request] }
      }`,
    })
    expect(await ask(loaded, '/copy')).toEqual({ a: '1', b: '2', url: true, instances: [true, true, false] })
  })

  it('rejects with every mistake of the files, and with those of the code', async () => {
    const broken: unknown = await load({ 'config/routes.oas.json': '{', 'config/policies.json': '{' }).catch(
      (error: unknown) => error,
    )
    expect(broken).toBeInstanceOf(ProjectError)
    expect(new Set((broken as ProjectError).diagnostics.map(({ file }) => file))).toEqual(
      new Set(['config/policies.json', 'config/routes.oas.json']),
    )
    await project.remove()
    const code: unknown = await load({
      'config/routes.oas.json': routes('greet'),
      'modules/m.ts': 'export const greet = ;',
    }).catch((error: unknown) => error)
    expect((code as ProjectError).diagnostics).toMatchObject([{ file: 'modules/m.ts', line: 1 }])
  })

  it('serves the identity file in dev, or when the file says so', async () => {
    const files = { 'config/routes.oas.json': routes('x'), 'modules/m.ts': 'export const x = () => 1' }
    const identity = identityFile() as Record<string, unknown>
    const asked = async (serve: boolean, dev: boolean): Promise<boolean> => {
      const { authorizationServers } = await load(
        { ...files, 'config/identity.jsonc': { ...identity, serve } },
        dev,
      )
      const serves = authorizationServers?.serves('/oauth2/mcp/v1/authorize') ?? false
      await authorizationServers?.close()
      await project.remove()
      return serves
    }
    expect([await asked(true, false), await asked(false, true), await asked(false, false)]).toEqual([
      true,
      true,
      false,
    ])
  })
})
