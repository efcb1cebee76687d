import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import type { ServedProject } from '../../../../src/runtimes/node/serve-project.ts'
import {
  createTempProject,
  identityFile,
  serveTemp,
  type ServeTempOptions,
  type TempProject,
} from '../../../support/temp-project.ts'

let project: TempProject
let served: ServedProject | undefined
afterEach(async () => {
  await served?.close(0)
  served = undefined
  await project.remove()
})

const routes = {
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: {
    '/hello': {
      get: {
        operationId: 'hello',
        'x-zuplo-route': { corsPolicy: 'none', handler: { module: '$import(./modules/m)', export: 'hello' } },
      },
    },
  },
}
const hello = (text: string): string => `export const hello = () => '${text}'`

async function serve(
  files: Record<string, string | object> = {},
  options: ServeTempOptions = {},
): Promise<ServedProject> {
  project = await createTempProject({
    'config/routes.oas.json': routes,
    'modules/m.ts': hello('one'),
    ...files,
  })
  return (served = await serveTemp(project.folder, options))
}

const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error)
const textAt = async (path: string): Promise<string> => (await fetch(`${served?.origin}${path}`)).text()

describe('serving a folder', () => {
  it('answers on a free port, under the origin it tells', async () => {
    await serve()
    expect(served?.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await textAt('/hello')).toBe('"one"')
    expect((await fetch(`${served?.origin}/ready`)).status).toBe(200)
  })

  it('tells the project its public URL, in .env too', async () => {
    await serve({
      '.env': 'AUDIENCE=$SALLYPORT_PUBLIC_URL/mcp\n',
      'modules/m.ts': `import { environment } from 'sallyport'
        export const hello = () => [environment.SALLYPORT_PUBLIC_URL, environment.AUDIENCE]`,
    })
    expect(JSON.parse(await textAt('/hello'))).toEqual([served?.origin, `${served?.origin}/mcp`])
  })

  it('takes the public URL it is told, by option before variable', async () => {
    await serve(
      {},
      { environment: { SALLYPORT_PUBLIC_URL: 'https://b.example' }, publicUrl: 'https://a.example' },
    )
    expect(served?.origin).toBe('https://a.example')
  })

  it('says that a port is taken, and gives up nothing else', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const error = await failure(serve({}, { port }))
    other.close()
    expect((error as Error).message).toContain(`Port ${port} on 127.0.0.1 is taken`)
  })

  it('frees its port when the project turns out to be broken', async () => {
    const error = await failure(serve({ 'modules/m.ts': 'export const other = 1' }))
    expect(error).toBeInstanceOf(ProjectError)
    await project.write('modules/m.ts', hello('mended'))
    served = await serveTemp(project.folder)
    expect(await textAt('/hello')).toBe('"mended"')
  })

  it('closes after the work that goes on behind answers', async () => {
    const hold = globalThis as { releaseWork?: () => void; workIsDone?: boolean }
    const closing = await serve({
      'modules/m.ts': `export const hello = (_, context) => {
        const released = new Promise((resolve) => { globalThis.releaseWork = resolve })
        context.waitUntil(released.then(() => { globalThis.workIsDone = true }))
        return 'answered'
      }`,
    })
    expect(await textAt('/hello')).toBe('"answered"')
    expect(hold.workIsDone).toBeUndefined()
    const closed = closing.close()
    hold.releaseWork?.()
    await closed
    expect(hold.workIsDone).toBe(true)
    served = undefined
  })

  it('closes: what was in use can be used again', async () => {
    const first = await serve()
    const port = Number(new URL(first.origin).port)
    await first.close()
    served = await serveTemp(project.folder, { port })
    expect(await textAt('/hello')).toBe('"one"')
  })
})

describe('reloading', () => {
  it('serves the new project from then on', async () => {
    await serve()
    await project.write('modules/m.ts', hello('two'))
    const loaded = await served?.reload()
    expect(await textAt('/hello')).toBe('"two"')
    expect(served?.current()).toBe(loaded)
  })

  it('keeps the old gateway when the new one is broken', async () => {
    await serve()
    const before = served?.current()
    await project.write('modules/m.ts', 'export const hello = (')
    expect(await failure(served?.reload() as Promise<unknown>)).toBeInstanceOf(ProjectError)
    expect(await textAt('/hello')).toBe('"one"')
    expect(served?.current()).toBe(before)
  })
})

describe('the identity file', () => {
  const generated = {
    ...(identityFile() as Record<string, unknown>),
    users: [{ login: 'ada@example.com' }],
  }

  it('is served beside the routes', async () => {
    await serve({ 'config/identity.jsonc': identityFile() })
    const metadata = await fetch(`${served?.origin}/oauth2/mcp/.well-known/oauth-authorization-server`)
    expect(await metadata.json()).toMatchObject({ issuer: `${served?.origin}/oauth2/mcp` })
    expect(await textAt('/hello')).toBe('"one"')
  })

  it('survives a reload', async () => {
    await serve({ 'config/identity.jsonc': identityFile() })
    const keys = (): Promise<string> => textAt('/oauth2/mcp/v1/keys')
    const before = await keys()
    await served?.reload()
    expect(JSON.parse(before)).toHaveProperty('keys')
    expect(await keys()).toBe(before)
  })

  it('with generated secrets is refused in the open', async () => {
    const error = await failure(
      serve({ 'config/identity.jsonc': generated }, { host: '0.0.0.0', publicUrl: 'http://gateway.example' }),
    )
    expect(error).toBeInstanceOf(ProjectError)
    expect((error as ProjectError).diagnostics).toMatchObject([
      { code: 'SALLYPORT_IDENTITY_GENERATED_SECRETS' },
    ])
  })

  it.each<[string, ServeTempOptions]>([
    ['on loopback', {}],
    ['behind https', { host: '0.0.0.0', publicUrl: 'https://gateway.example' }],
  ])('with generated secrets is fine %s', async (_, options) => {
    await serve({ 'config/identity.jsonc': generated }, options)
    expect(served?.current().credentials?.generated.users).toHaveLength(1)
  })
})
