import { describe, expect, it } from 'vitest'
import {
  AccessCompiler,
  type AccessProblem,
  type AccessSource,
} from '../../../../src/mcp/access/compile-access.ts'
import { CountedSchemes } from '../../../../src/mcp/access/counted-schemes.ts'
import { compileScopeHierarchy } from '../../../../src/mcp/access/scope-hierarchy.ts'
import type { ConditionSetting } from '../../../../src/mcp/access/settings.ts'

function createCompiler(condition?: ConditionSetting, named?: readonly string[]) {
  const problems: AccessProblem[] = []
  const compiler = new AccessCompiler({
    schemes: new CountedSchemes(named, ['https://ours.example']),
    hierarchy: compileScopeHierarchy({}),
    manner: { listing: 'granted', stepUp: 'challenge' },
    condition,
    report: (problem) => problems.push(problem),
  })
  return { compiler, problems }
}

const place = { file: 'config/routes.oas.json', path: ['mcp'] }
const layer = (mcp: Record<string, unknown>, file = place.file) => ({ mcp, place: { ...place, file } })

function source(name: string, layers: AccessSource['layers'], operation: object = {}): AccessSource {
  const route = {
    path: `/${name}`,
    method: 'GET',
    operationId: name,
    operation: { ...operation },
    document: { components: { securitySchemes: { ours: { openIdConnectUrl: 'https://ours.example/x' } } } },
    file: place.file,
  }
  return { kind: 'tool', name, route, layers }
}

describe('the rule of an item', () => {
  it('is none when nothing is demanded', () => {
    const { compiler } = createCompiler()
    expect(compiler.ruleOf(source('a', [layer({})]))).toBeUndefined()
    expect(compiler.ruleOf(source('b', [layer({ scopes: [] })]))).toBeUndefined()
    expect(compiler.finish().rules).toEqual([])
  })

  it('takes each setting from the layer of highest precedence that has it', () => {
    const { compiler } = createCompiler()
    const rule = compiler.ruleOf(
      source('a', [layer({ scopes: 'low', condition: 'true' }), layer({ scopes: ['mid'] }), layer({})]),
    )
    expect(rule?.scopes).toEqual([['mid']])
    expect(rule?.conditions.map(({ condition }) => condition.expression)).toEqual(['true'])
    expect(compiler.ruleOf(source('b', [layer({ scopes: 'low' }), layer({ scopes: [] })]))).toBeUndefined()
  })

  it('demands what the document says and what the settings say', () => {
    const { compiler } = createCompiler()
    const security = [{ ours: ['read'] }, { ours: ['admin'] }]
    expect(compiler.ruleOf(source('a', [layer({ scopes: 'team' })], { security }))?.scopes).toEqual([
      ['read', 'team'],
      ['admin', 'team'],
    ])
  })

  it('is shared by items with the same demands, unless a condition looks at the item', () => {
    const { compiler } = createCompiler()
    const ruleOf = (name: string, mcp: Record<string, unknown>) => compiler.ruleOf(source(name, [layer(mcp)]))
    expect(ruleOf('a', { scopes: 'x' })).toBe(ruleOf('b', { scopes: ['x'] }))
    expect(ruleOf('a', { condition: 'claims.a == 1' })).toBe(ruleOf('b', { condition: 'claims.a == 1' }))
    expect(ruleOf('a', { condition: 'tool.name == "a"' })).not.toBe(
      ruleOf('b', { condition: 'tool.name == "a"' }),
    )
    expect(compiler.finish().rules.map(({ index }) => index)).toEqual([0, 1, 2, 3])
  })

  it('has the condition of the server before its own', () => {
    const { compiler } = createCompiler({ expression: 'claims.a == 1', message: 'Not you.' })
    const rule = compiler.ruleOf(source('a', [layer({ condition: 'claims.b == 1' })]))
    expect(rule?.conditions.map(({ message }) => message)).toEqual(['Not you.', undefined])
    expect(compiler.ruleOf(source('b', []))?.conditions).toHaveLength(1)
  })
})

describe('what is wrong', () => {
  it('is said once, where it stands', () => {
    const { compiler, problems } = createCompiler('claim.a')
    const bad = layer({ condition: { expression: 'tool.nme == ""' } }, 'config/tools.jsonc')
    compiler.ruleOf(source('a', [bad]))
    compiler.ruleOf(source('b', [bad]))
    expect(problems).toMatchObject([
      { code: 'SALLYPORT_MCP_CONDITION', place: undefined, path: ['condition'] },
      {
        code: 'SALLYPORT_MCP_CONDITION',
        place: { file: 'config/tools.jsonc', path: ['mcp', 'condition', 'expression'] },
      },
    ])
  })

  it('includes scopes of issuers whose tokens nobody here accepts', () => {
    const { compiler, problems } = createCompiler()
    compiler.ruleOf(source('a', [], { security: [{ github: ['repo'] }] }))
    compiler.ruleOf(source('b', [], { security: [{ github: ['user'] }] }))
    expect(problems).toMatchObject([{ severity: 'warning', code: 'SALLYPORT_MCP_SECURITY_IGNORED' }])
    expect(problems[0]?.message).toContain('"github"')
    const { compiler: decided, problems: none } = createCompiler(undefined, [])
    expect(
      decided.ruleOf(source('a', [], { security: [{ ours: ['a'] }, { github: ['repo'] }] })),
    ).toBeUndefined()
    expect(none).toEqual([])
  })

  it('includes more alternatives than anybody means', () => {
    const { compiler, problems } = createCompiler()
    const security = Array.from({ length: 20 }, (_, index) => ({ ours: [`s${index}`] }))
    const scopes = Array.from({ length: 20 }, (_, index) => [`t${index}`])
    expect(compiler.ruleOf(source('a', [layer({ scopes })], { security }))?.scopes).toHaveLength(20)
    expect(problems).toMatchObject([{ severity: 'error', code: 'SALLYPORT_MCP_SCOPES_TOO_MANY' }])
  })
})
