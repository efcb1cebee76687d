import { describe, expect, it } from 'vitest'
import { compileUrlPathPattern } from '../../../src/foundation/http/url-path-pattern.ts'
import { RouteTable } from '../../../src/routing/route-table.ts'

function table(...rows: readonly [method: string, path: string][]): RouteTable<string> {
  const routes = new RouteTable<string>()
  for (const [method, path] of rows) routes.add(method, path, `${method} ${path}`)
  return routes
}

describe('RouteTable', () => {
  it('takes the first match in file order, not the most specific one', () => {
    const routes = table(['GET', '/users/{id}'], ['GET', '/users/me'])
    expect(routes.match('GET', '/users/me')).toEqual({ value: 'GET /users/{id}', params: { id: 'me' } })
    expect(table(['GET', '/users/me'], ['GET', '/users/{id}']).match('GET', '/users/me')?.value).toBe(
      'GET /users/me',
    )
  })

  it('keeps the order across literal, first-segment and catch-all rows', () => {
    const routes = table(['GET', '/{any}/x'], ['GET', '/a/{id}'], ['GET', '/a/x'])
    expect(routes.match('GET', '/a/x')?.value).toBe('GET /{any}/x')
    expect(routes.match('GET', '/a/y')?.value).toBe('GET /a/{id}')
  })

  it('looks for the method among routes of the same path', () => {
    const routes = table(['GET', '/a'], ['POST', '/a'], ['PUT', '/{p}'])
    expect(routes.match('POST', '/a')?.value).toBe('POST /a')
    expect(routes.match('DELETE', '/a')).toBeUndefined()
    expect(routes.allowedMethods('/a')).toEqual(['GET', 'POST', 'PUT'])
    expect(routes.allowedMethods('/none/here')).toEqual([])
  })

  it('lists every route of a path in file order', () => {
    const routes = table(['GET', '/{x}'], ['GET', '/a'])
    expect(routes.matchPathOnly('/a').map(({ value }) => value)).toEqual(['GET /{x}', 'GET /a'])
  })

  it('keeps file order between URL patterns and templates', () => {
    const routes = new RouteTable<number>()
    const add = (path: string, value: number): void => {
      const compiled = compileUrlPathPattern(path)
      if (!compiled.ok) throw new Error(compiled.error)
      routes.add('GET', path, value, compiled.value)
    }
    routes.add('GET', '/a/{id}/x', 1)
    add('/a/:rest*', 2)
    routes.add('GET', '/a/b', 3)
    add('/:any', 4)
    add('/a', 5)
    routes.add('GET', '/c', 6)
    expect(routes.match('GET', '/a/7/x')).toEqual({ value: 1, params: { id: '7' } })
    expect(routes.match('GET', '/a/b')).toEqual({ value: 2, params: { rest: 'b' } })
    expect(routes.match('GET', '/a')).toEqual({ value: 2, params: {} })
    expect(routes.match('GET', '/c')).toEqual({ value: 4, params: { any: 'c' } })
    expect(routes.match('GET', '/c/')).toBeUndefined()
    expect(routes.allowedMethods('/a/b')).toEqual(['GET'])
  })
})
