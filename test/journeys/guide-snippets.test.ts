import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundleModules } from '../../src/project/bundle-modules.ts'
import { compileProject } from '../../src/project/compile-project.ts'
import { readProjectFolder } from '../../src/project/read-project-folder.ts'
import { createRuntimeApi } from '../../src/runtime-api/create-runtime-api.ts'

const guide = new URL('../fixtures/guide/', import.meta.url).pathname
let folder: string

/** A person pastes the three snippets of the guide where it says, and adds nothing but the braces around them. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-guide-'))
  await mkdir(join(folder, 'config'))
  await mkdir(join(folder, 'modules'))
  const [policy, route] = await Promise.all(
    ['policy.json', 'route.json'].map((name) => readFile(join(guide, name), 'utf8')),
  )
  await writeFile(join(folder, 'config/policies.json'), `{ "policies": [\n${policy}] }`)
  await writeFile(join(folder, 'config/routes.oas.json'), `{\n${route}}`)
  await cp(join(guide, 'zuplo.runtime.ts'), join(folder, 'modules/zuplo.runtime.ts'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function compile() {
  const { files, environment } = await readProjectFolder(folder, {})
  return compileProject(files, environment)
}

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8')
  expect(text).toContain(from)
  await writeFile(join(folder, path), text.replace(from, to))
}

const mcpHandler = '"handler": { "export": "mcpServerHandler", "module": "$import(@zuplo/runtime)" },'

test('the name the guide slips over is the only error, with the right name as hint', async () => {
  const { project, diagnostics } = await compile()
  expect(project).toBeUndefined()
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  expect(errors).toMatchObject([
    {
      code: 'SALLYPORT_CONFIG_UNKNOWN_POLICY',
      file: 'config/routes.oas.json',
      line: 12,
      column: 13,
      hint: 'Did you mean "mcp-okta-oauth-inbound"?',
    },
  ])
})

test('with that name mended, comments and all, the snippets are a project', async () => {
  await edit('config/routes.oas.json', '"mcp-oauth-inbound"', '"mcp-okta-oauth-inbound"')
  await edit('config/routes.oas.json', '// etc. etc.', `// etc. etc.\n${mcpHandler}`)
  const { project, diagnostics } = await compile()
  expect(diagnostics).toEqual([])
  expect(project?.policies).toMatchObject([
    {
      name: 'mcp-okta-oauth-inbound',
      policyType: 'okta-jwt-auth-inbound',
      handler: {
        module: 'gateway',
        export: 'OktaJwtInboundPolicy',
        options: { oAuthResourceMetadataEnabled: true, audience: 'https://my-gateway.zuplo.dev/mcp' },
      },
    },
  ])
  expect(project?.routes).toMatchObject([
    { method: 'POST', path: '/mcp', inbound: ['mcp-okta-oauth-inbound'] },
  ])
  expect(project?.runtimeModule).toBe('./modules/zuplo.runtime')
})

test('the runtime module loads as it is and adds its plugin', async () => {
  const runtimeApi = createRuntimeApi({})
  const stateFolder = join(folder, '.sallyport')
  const specifiers = ['./modules/zuplo.runtime']
  const modules = await bundleModules({
    root: folder,
    specifiers,
    stateFolder,
    runtimeApi,
    globals: { Request, fetch },
  })
  expect(modules.diagnostics).toEqual([])
  const added: unknown[] = []
  const runtimeInit = modules.exportsOf('./modules/zuplo.runtime')?.['runtimeInit'] as (
    runtime: object,
  ) => void
  runtimeInit({ addPlugin: (plugin: unknown) => added.push(plugin) })
  expect(added).toHaveLength(1)
  expect(added[0]).toBeInstanceOf(runtimeApi['OAuthProtectedResourcePlugin'])
})
