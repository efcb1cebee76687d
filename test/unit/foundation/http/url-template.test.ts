import { describe, expect, it } from 'vitest'
import { compileUrlTemplate } from '../../../../src/foundation/http/url-template.ts'

function fill(text: string, scope: Record<string, unknown>): string {
  const compiled = compileUrlTemplate(text)
  if (!compiled.ok) throw new Error(compiled.error)
  return compiled.value.fill(scope)
}

describe('compileUrlTemplate', () => {
  it('reads names, members, indexes and calls', () => {
    const scope = {
      env: { API: 'https://api' },
      params: { id: 'a b' },
      headers: new Headers({ 'x-y': 'z' }),
      encodeURIComponent,
      context: { custom: { base: 'q' } },
    }
    expect(
      fill(
        '${env.API}/x/${encodeURIComponent(params.id)}/${headers.get("x-y")}/${context.custom.base}/${params["id"]}',
        scope,
      ),
    ).toBe('https://api/x/a%20b/z/q/a b')
  })

  it('puts nothing where a value is missing', () => {
    expect(fill('a${params.none.deeper}b${headers.get("no")}', { params: {}, headers: new Headers() })).toBe(
      'ab',
    )
  })

  it('names what the expressions start with, and the variables they read', () => {
    const compiled = compileUrlTemplate('${env.A}${env.B}${params.x}')
    expect(compiled.ok && [compiled.value.roots, compiled.value.environmentNames]).toEqual([
      ['env', 'params'],
      ['A', 'B'],
    ])
  })

  it.each([
    '${params.id',
    '${1 + 1}',
    '${params.constructor}',
    '${params.__proto__}',
    '${a.b = 1}',
    '${fn(}',
    '${params["x]}',
  ])('refuses %s with a sentence', (text) => {
    const compiled = compileUrlTemplate(text)
    expect(compiled.ok).toBe(false)
  })
})
