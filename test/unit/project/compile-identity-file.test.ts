import { describe, expect, test } from 'vitest'
import {
  compileIdentityFile,
  compileLoneIdentity,
  identityFileOf,
  toIdentityDiagnostics,
} from '../../../src/project/compile-identity-file.ts'
import { codesOf, compilationOf, projectFilesOf } from '../../support/compilation-of.ts'

const file = 'config/identity.jsonc'
const client = {
  id: 'web-client',
  name: 'C',
  type: 'web',
  secret: '$env(SECRET)',
  grantTypes: ['authorization_code'],
  redirectUris: ['http://localhost:3000/callback'],
}

describe('compileIdentityFile', () => {
  test('a project without the file has no identity, and nothing to say', () => {
    const compilation = compilationOf()
    expect(compileIdentityFile(compilation)).toBeUndefined()
    expect(codesOf(compilation)).toEqual([])
  })

  test('a secret may be unset, anything else may not', () => {
    expect(compileIdentityFile(compilationOf({ [file]: { clients: [client] } }))?.clients).toHaveLength(1)
    const compilation = compilationOf({ [file]: { clients: [{ ...client, name: '$env(NAME)' }] } })
    expect(compileIdentityFile(compilation)).toBeUndefined()
    expect(codesOf(compilation)).toEqual(['CONFIG_MISSING_VARIABLE'])
  })

  test('two spellings of the file are one too many', () => {
    const compilation = compilationOf({ [file]: {}, 'config/identity.json': {} })
    compileIdentityFile(compilation)
    expect(codesOf(compilation)).toEqual(['CONFIG_BOTH_NAMES'])
  })
})

describe('compileLoneIdentity', () => {
  test('names contradictions with their place, whatever the rest of the project is like', () => {
    const server = '{"id":"mcp","name":"M","audience":"a"}'
    const text = `{\n  "authorizationServers": [\n    ${server}\n  ]\n}`
    const lone = compileLoneIdentity(projectFilesOf({ [file]: text, 'config/policies.json': '{' }), {})
    expect(lone.identity?.authorizationServers).toHaveLength(1)
    expect(lone.file).toBe(file)
    expect(lone.diagnostics).toMatchObject([
      { severity: 'warning', code: 'SALLYPORT_IDENTITY_NO_POLICY', file, line: 3, column: 5 },
    ])
  })

  test('a mistake leaves no identity', () => {
    const { identity, diagnostics } = compileLoneIdentity(projectFilesOf({ [file]: { clients: 1 } }), {})
    expect(identity).toBeUndefined()
    expect(diagnostics).toMatchObject([{ severity: 'error', file }])
  })
})

test('the file that is there is found', () => {
  expect(identityFileOf(projectFilesOf({ 'config/identity.json': {} }))).toBe('config/identity.json')
  expect(identityFileOf(projectFilesOf({}))).toBeUndefined()
})

test('problems become diagnostics at their places', () => {
  const { locate } = compilationOf({ [file]: '{\n  "serve": true\n}' })
  const problem = { severity: 'warning', code: 'C', path: ['serve'], message: 'm' } as const
  expect(toIdentityDiagnostics([problem, { ...problem, atKey: true }], file, locate)).toEqual([
    { severity: 'warning', code: 'C', message: 'm', file, line: 2, column: 12 },
    { severity: 'warning', code: 'C', message: 'm', file, line: 2, column: 3 },
  ])
})
