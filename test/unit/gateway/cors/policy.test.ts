import { describe, expect, it } from 'vitest'
import { compileCorsPolicies } from '../../../../src/gateway/cors/policy.ts'
import type { CorsPolicyDeclaration } from '../../../../src/project/project.ts'

const declare = (more: Partial<CorsPolicyDeclaration>): CorsPolicyDeclaration => ({
  name: 'own',
  allowedOrigins: [],
  allowedMethods: undefined,
  allowedHeaders: undefined,
  exposeHeaders: undefined,
  maxAge: undefined,
  allowCredentials: false,
  place: { file: 'config/policies.json', path: [] },
  ...more,
})

const allows = (pattern: string, origin: string): boolean | undefined =>
  compileCorsPolicies([declare({ allowedOrigins: [pattern] })])('own')?.allowsOrigin(origin)

describe('compileCorsPolicies', () => {
  it('finds policies by name; none is none', () => {
    const find = compileCorsPolicies([declare({})])
    expect(find('own')?.name).toBe('own')
    expect(find('anything-goes')?.allowsOrigin('https://any.example')).toBe(true)
    expect([find('none'), find('missing')]).toEqual([undefined, undefined])
  })

  it('builds header values once, at start', () => {
    const policy = compileCorsPolicies([
      declare({
        allowedMethods: ['GET', 'POST'],
        allowedHeaders: ['a', 'b'],
        exposeHeaders: ['c'],
        maxAge: 60,
      }),
    ])('own')
    expect(policy).toMatchObject({
      methods: 'GET, POST',
      headers: 'a, b',
      expose: 'c',
      maxAge: '60',
      credentials: false,
    })
    expect(compileCorsPolicies([declare({})])('own')).toMatchObject({
      methods: undefined,
      headers: undefined,
      expose: undefined,
      maxAge: undefined,
    })
  })

  it.each([
    ['*', 'https://any.example'],
    ['https://app.example', 'https://app.example'],
    ['https://App.example', 'https://aPP.example'],
    ['https://*.example.com', 'https://a-1.example.com'],
    ['https://*.example.com:8443', 'https://a.example.com:8443'],
    ['http://localhost:*', 'http://localhost:3000'],
  ])('%s allows %s', (pattern, origin) => {
    expect(allows(pattern, origin)).toBe(true)
  })

  it.each([
    ['https://app.example', 'http://app.example'],
    ['https://app.example', 'https://app.example:8443'],
    ['https://*.example.com', 'https://example.com'],
    ['https://*.example.com', 'https://.example.com'],
    ['https://*.example.com', 'https://a.b.example.com'],
    ['https://*.example.com', 'https://evil.test/x.example.com'],
    ['https://*.example.com', 'https://a.example.com.evil.test'],
    ['https://*.example.com', 'https://a.example.com:8443'],
    ['https://app.example', 'null'],
  ])('%s does not allow %s', (pattern, origin) => {
    expect(allows(pattern, origin)).toBe(false)
  })
})
