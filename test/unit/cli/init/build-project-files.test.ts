import { expect, it } from 'vitest'
import { buildProjectFiles, type ProjectPlan } from '../../../../src/cli/init/build-project-files.ts'
import { compileProject } from '../../../../src/project/compile-project.ts'

const plan: ProjectPlan = { name: 'shop', mcpPath: '/mcp', document: undefined, dependency: '^1.0.0' }
const environment = { SALLYPORT_PUBLIC_URL: 'https://gateway.example' }

function compile(files: ReadonlyMap<string, string>) {
  const modulePaths = [...files.keys()].filter((path) => path.startsWith('modules/'))
  return compileProject({ texts: files, modulePaths }, environment)
}

it('makes a project with a route of its own behind a token of its own authorization server', () => {
  const files = buildProjectFiles(plan)
  const { project, diagnostics } = compile(files)
  expect(diagnostics).toEqual([])
  expect(project?.routes.map(({ path, inbound }) => [path, inbound])).toEqual([
    ['/hello/{name}', ['tool-token']],
    ['/mcp', ['mcp-token']],
  ])
  expect(project?.policies[0]?.handler.options).toEqual({
    issuer: 'https://gateway.example/oauth2/mcp',
    audience: 'https://gateway.example/mcp',
    oAuthResourceMetadataEnabled: true,
  })
  expect(project?.identity).toMatchObject({ serve: true })
  expect(project?.runtimeModule).toBe('./modules/sallyport.runtime')
  expect(files.get('tests/mcp.test.ts')).toContain("from 'sallyport/test'")
  expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
    name: 'shop',
    private: true,
    dependencies: { sallyport: '^1.0.0' },
  })
})

it('leaves a document as it is, and says in the tools file what is served', () => {
  const text = '{"openapi":"3.1.0","paths":{"/a":{"get":{"operationId":"one"},"put":{"operationId":"two"}}}}'
  const document = {
    file: 'config/api.oas.json',
    text,
    baseUrl: 'https://api.example',
    operations: [{ operationId: ['one'] }],
  }
  const files = buildProjectFiles({ ...plan, mcpPath: '/mcp-server', document })
  const { project, diagnostics } = compile(files)
  expect(diagnostics).toEqual([])
  expect(files.get('config/api.oas.json')).toBe(text)
  expect(project?.routes.map(({ operationId }) => operationId)).toEqual(['one', 'mcp'])
  expect(project?.routes[0]).toMatchObject({
    handler: { options: { baseUrl: 'https://api.example' } },
    inbound: ['tool-token'],
  })
  expect(project?.policies[0]?.handler.options['audience']).toBe('https://gateway.example/mcp-server')
})
