import { describe, expect, test } from 'vitest'
import { isStage, judgeOperationKeys, judgeRouteKeys } from '../../../src/project/judge-operation-keys.ts'
import { compilationOf } from '../../support/compilation-of.ts'

const place = { file: 'a.json', path: [] }

function judge(operation: Record<string, unknown>, extension?: string) {
  const compilation = compilationOf({ 'a.json': operation })
  const found = judgeOperationKeys(operation, place, extension, compilation)
  return { found, diagnostics: compilation.diagnostics }
}

describe('judgeOperationKeys', () => {
  test('what OpenAPI or others define is not judged', () => {
    const operation = {
      tags: [],
      operationId: 'a',
      responses: {},
      security: [],
      'x-internal': true,
      'x-zuplo-route': {},
    }
    expect(judge(operation)).toEqual({ found: false, diagnostics: [] })
  })

  test.each(['policies', 'polices', 'handler', 'corsPolicy', 'cors-policy', 'mcp'])(
    '"%s" beside the route would guard or do nothing',
    (key) => {
      const { found, diagnostics } = judge({ [key]: {} }, 'x-sallyport-route')
      expect(found).toBe(true)
      expect(diagnostics).toMatchObject([
        {
          severity: 'error',
          code: 'SALLYPORT_CONFIG_MISPLACED_KEY',
          line: 2,
          column: 3,
          hint: 'Move it inside "x-sallyport-route".',
        },
      ])
    },
  )

  test.each([
    ['x-zuplo-rout', 'x-zuplo-route'],
    ['x_zuplo_route', 'x-zuplo-route'],
    ['x-sallyport-roue', 'x-sallyport-route'],
  ])('"%s" is meant to be "%s"', (key, meant) => {
    expect(judge({ [key]: {} })).toMatchObject({
      found: true,
      diagnostics: [
        { severity: 'error', code: 'SALLYPORT_CONFIG_UNKNOWN_KEY', hint: `Did you mean "${meant}"?` },
      ],
    })
  })
})

describe('judgeRouteKeys', () => {
  test.each(['inbound', 'outbound'])('"%s" outside of policies is an error', (stage) => {
    const compilation = compilationOf({ 'a.json': { [stage]: [] } })
    judgeRouteKeys({ [stage]: [] }, place, compilation)
    expect(compilation.diagnostics).toMatchObject([
      { code: 'SALLYPORT_CONFIG_MISPLACED_KEY', hint: 'Move it inside "policies".' },
    ])
    expect(isStage(stage)).toBe(true)
  })

  test('anything else is left to the shape', () => {
    const compilation = compilationOf()
    for (const route of [undefined, null, 'x', { policies: { inbound: [] } }])
      judgeRouteKeys(route, place, compilation)
    expect(compilation.diagnostics).toEqual([])
    expect(isStage('policies')).toBe(false)
  })
})
