import { describe, expect, test } from 'vitest'
import { compileProject } from '../../../src/project/compile-project.ts'
import type { Environment } from '../../../src/project/files.ts'
import { codesOf, projectFilesOf } from '../../support/compilation-of.ts'

const handler = { export: 'default', module: '$import(./modules/hello)' }
const policy = {
  name: 'auth',
  handler: { export: 'auth', module: '$import(@zuplo/runtime)', options: { key: '$env(KEY)' } },
}
const routes = {
  paths: {
    '/hello': { get: { 'x-zuplo-route': { handler, corsPolicy: 'apps', policies: { inbound: ['auth'] } } } },
  },
}
const files = {
  'config/routes.oas.json': routes,
  'config/policies.json': {
    policies: [policy],
    corsPolicies: [{ name: 'apps', allowedOrigins: '$env(ORIGIN)' }],
  },
  'zuplo.jsonc': { compatibilityDate: '2026-03-01' },
}
const environment: Environment = {
  KEY: 'k',
  ORIGIN: 'https://app.example.com',
  SALLYPORT_PUBLIC_URL: 'http://127.0.0.1:9000',
}
const server = {
  id: 'mcp',
  name: 'MCP',
  audience: '$env(SALLYPORT_PUBLIC_URL)/mcp',
  scopes: [{ name: 'mcp:access' }],
}
const client = {
  id: 'web',
  name: 'Web',
  type: 'web',
  secret: '$env(SECRET)',
  grantTypes: ['authorization_code'],
  redirectUris: ['http://localhost:3000/callback'],
}
const identity = {
  authorizationServers: [server],
  clients: [client],
  users: [{ login: 'ada', password: '$env(PASSWORD)' }],
}

function compile(
  more: Record<string, unknown> = {},
  modulePaths = ['modules/hello.ts'],
  variables = environment,
) {
  return compileProject(projectFilesOf({ ...files, ...more }, modulePaths), variables)
}

describe('a sound project', () => {
  test('becomes plain data', () => {
    const { project, diagnostics } = compile({}, [
      'modules/hello.ts',
      'modules/zuplo.runtime.ts',
      'modules/unused.ts',
    ])
    expect(diagnostics).toEqual([])
    expect(project).toMatchObject({
      settings: { compatibilityDate: '2026-03-01' },
      routeFiles: ['./config/routes.oas.json'],
      identity: undefined,
      environment,
      runtimeModule: './modules/zuplo.runtime',
    })
    expect(project?.routes).toMatchObject([
      { method: 'GET', path: '/hello', inbound: ['auth'], corsPolicy: 'apps' },
    ])
    expect(project?.policies).toMatchObject([{ name: 'auth', handler: { options: { key: 'k' } } }])
    expect(project?.corsPolicies).toMatchObject([
      { name: 'apps', allowedOrigins: ['https://app.example.com'] },
    ])
    expect([...(project?.modules ?? [])].sort()).toEqual(['./modules/hello', './modules/zuplo.runtime'])
  })

  test('finds the place of what a later step complains of', () => {
    const { project } = compile()
    const route = project!.routes[0]!
    const place = { ...route.routePlace, path: [...route.routePlace.path, 'handler', 'export'] }
    expect(project!.locate(place)).toEqual({ file: 'config/routes.oas.json', line: 7, column: 23 })
    expect(project!.locate(place, { atKey: true })).toMatchObject({ line: 7, column: 13 })
  })

  test('needs nothing but a route file', () => {
    const outcome = compileProject(projectFilesOf({ 'config/routes.oas.json': { paths: {} } }), {})
    expect(outcome.diagnostics).toEqual([])
    expect(outcome.project).toMatchObject({ routes: [], policies: [], runtimeModule: undefined, modules: [] })
  })

  test('keeps its warnings', () => {
    const { project, diagnostics } = compile({ 'zuplo.jsonc': { leftover: 1 } })
    expect(project).toBeDefined()
    expect(codesOf({ diagnostics: [...diagnostics] })).toEqual(['warning CONFIG_UNKNOWN_KEY'])
  })
})

test('every mistake of every file is found at once, by file, line and column', () => {
  const { project, diagnostics } = compile(
    { 'zuplo.jsonc': '{\n "version": 2,\n "limit": {} }', 'config/b.oas.json': '{' },
    [],
    {},
  )
  expect(project).toBeUndefined()
  expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'config/b.oas.json:1',
    'config/policies.json:9',
    'config/policies.json:17',
    'config/routes.oas.json:8',
    'zuplo.jsonc:2',
    'zuplo.jsonc:3',
  ])
})

describe('the runtime module', () => {
  test.each(['modules/zuplo.runtime.ts', 'modules/sallyport.runtime.js'])('is %s', (path) => {
    expect(compile({}, ['modules/hello.ts', path]).project?.runtimeModule).toBe(
      `./${path.slice(0, path.lastIndexOf('.'))}`,
    )
  })

  test('is only one', () => {
    const paths = ['modules/hello.ts', 'modules/zuplo.runtime.ts', 'modules/sallyport.runtime.ts']
    expect(compile({}, paths).diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_BOTH_NAMES', file: 'modules/sallyport.runtime.ts', line: 1, column: 1 },
    ])
  })
})

describe('the identity file', () => {
  test('takes variables everywhere; secrets and passwords nobody set are left to be generated', () => {
    const { project, diagnostics } = compile({ 'config/identity.jsonc': identity })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(project?.identity).toMatchObject({
      authorizationServers: [{ audience: 'http://127.0.0.1:9000/mcp' }],
      clients: [{ secret: undefined }],
      users: [{ password: undefined }],
    })
  })

  test('takes the secrets that are set', () => {
    const variables = { ...environment, SECRET: 'a-long-secret', PASSWORD: 'correct horse' }
    const { project } = compile({ 'config/identity.jsonc': identity }, ['modules/hello.ts'], variables)
    expect(project?.identity).toMatchObject({
      clients: [{ secret: 'a-long-secret' }],
      users: [{ password: 'correct horse' }],
    })
  })

  test('says once that a variable it needs is not set', () => {
    const unset = { ...identity, authorizationServers: [{ ...server, audience: '$env(AUDIENCE)' }] }
    const { project, diagnostics } = compile({ 'config/identity.jsonc': unset })
    expect(project).toBeUndefined()
    expect(codesOf({ diagnostics: [...diagnostics] })).toEqual(['CONFIG_MISSING_VARIABLE'])
  })

  test('is only one', () => {
    const { diagnostics } = compile({ 'config/identity.jsonc': identity, 'config/identity.json': identity })
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'SALLYPORT_CONFIG_BOTH_NAMES', file: 'config/identity.json' }),
    )
  })
})
