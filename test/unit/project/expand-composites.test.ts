import { describe, expect, test } from 'vitest'
import { compileProject } from '../../../src/project/compile-project.ts'
import { projectFilesOf } from '../../support/compilation-of.ts'

const runtime = '$import(@zuplo/runtime)'
const plain = (name: string) => ({
  name,
  policyType: 'x',
  handler: { module: runtime, export: 'SetHeadersInboundPolicy', options: {} },
})
const composite = (name: string, policies: unknown, stage = 'Inbound') => ({
  name,
  policyType: `composite-${stage.toLowerCase()}`,
  handler: { module: runtime, export: `Composite${stage}Policy`, options: { policies } },
})

function compile(policies: unknown[], route: Record<string, unknown>) {
  const handler = { module: runtime, export: 'urlForwardHandler', options: { baseUrl: 'http://127.0.0.1' } }
  const operation = { 'x-zuplo-route': { corsPolicy: 'none', handler, policies: route } }
  return compileProject(
    projectFilesOf({
      'config/routes.oas.json': { openapi: '3.1.0', paths: { '/a': { get: operation } } },
      'config/policies.json': { policies },
      'zuplo.jsonc': { version: 1 },
    }),
    {},
  )
}

describe('a composite on a route', () => {
  test('gives its place to the policies it names, those of composites inside included', () => {
    const { project, diagnostics } = compile(
      [
        plain('a'),
        plain('b'),
        plain('c'),
        composite('outer', ['a', 'inner', 'c']),
        composite('inner', ['b', 'c']),
      ],
      { inbound: ['b', 'outer'] },
    )
    expect(diagnostics).toEqual([])
    expect(project?.routes[0]?.inbound).toEqual(['b', 'a', 'b', 'c', 'c'])
  })

  test('may name a policy that a route declares in place', () => {
    const { project } = compile([composite('both', ['inline'])], { inbound: ['both', plain('inline')] })
    expect(project?.routes[0]?.inbound).toEqual(['inline', 'inline'])
  })

  test('leaves routes without composites as they are', () => {
    const { project } = compile([plain('a'), composite('empty', [])], { inbound: ['a'] })
    expect(project?.routes[0]?.inbound).toEqual(['a'])
  })
})

describe('a composite that cannot be is an error where it stands', () => {
  const at = (policies: unknown[], text: string): { line: number; column: number } => {
    const lines = JSON.stringify({ policies }, null, 2).split('\n')
    const line = lines.findIndex((one) => one.includes(text))
    return { line: line + 1, column: (lines[line] ?? '').indexOf(text) + 1 }
  }

  test('a name nobody has', () => {
    const policies = [plain('auth'), composite('both', ['auht'])]
    expect(compile(policies, { inbound: ['both'] }).diagnostics).toMatchObject([
      {
        code: 'SALLYPORT_CONFIG_UNKNOWN_POLICY',
        file: 'config/policies.json',
        ...at(policies, '"auht"'),
        hint: 'Did you mean "auth"?',
      },
    ])
  })

  test('a circle, said once, at the name that closes it, whether or not a route uses it', () => {
    const policies = [composite('one', ['two']), composite('two', ['three']), composite('three', ['one'])]
    const { project, diagnostics } = compile(policies, {})
    expect(project).toBeUndefined()
    const lines = JSON.stringify({ policies }, null, 2).split('\n')
    expect(diagnostics).toMatchObject([
      {
        code: 'SALLYPORT_CONFIG_COMPOSITE_CYCLE',
        line: lines.findLastIndex((line) => line.includes('"one"')) + 1,
        message: 'The composite "one" would contain itself: one → two → three → one.',
      },
    ])
  })

  test('one that names itself', () => {
    const { diagnostics } = compile([composite('self', ['self'])], { inbound: ['self'] })
    expect(diagnostics.map(({ code }) => code)).toEqual(['SALLYPORT_CONFIG_COMPOSITE_CYCLE'])
  })

  test('one on the wrong side of a route, or inside a composite of the other side', () => {
    const inbound = composite('in', [])
    const onRoute = compile([inbound], { outbound: ['in', 'in'] }).diagnostics
    expect(onRoute.map(({ code }) => code)).toEqual(['SALLYPORT_CONFIG_WRONG_STAGE'])
    const nested = compile([inbound, composite('out', ['in'], 'Outbound')], { outbound: ['out'] }).diagnostics
    expect(nested[0]).toMatchObject({ code: 'SALLYPORT_CONFIG_WRONG_STAGE', ...at([inbound], '"in"') })
  })

  test('one that grows beyond measure', () => {
    const doubling = Array.from({ length: 12 }, (_, index) =>
      composite(`c${index}`, index === 0 ? ['a'] : [`c${index - 1}`, `c${index - 1}`]),
    )
    const { diagnostics } = compile([plain('a'), ...doubling], { inbound: ['c11'] })
    expect(diagnostics[0]).toMatchObject({ code: 'SALLYPORT_CONFIG_COMPOSITE_TOO_LONG' })
    expect(diagnostics[0]?.message).toContain('"c9" comes to 512 policies')
  })
})
