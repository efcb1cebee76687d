import { expect, test } from 'vitest'
import { compileRouteMatch, type MatchedRoute } from '../../../src/project/match-routes.ts'

const route: MatchedRoute = {
  file: './config/github.oas.json',
  operationId: 'repos/list-for-org',
  method: 'GET',
  path: '/orgs/{org}/repos',
  operation: { tags: ['repos', 7] },
}

test.each([
  [{}, true],
  [{ file: 'config/github.oas.json' }, true],
  [{ file: './config/git*.oas.json' }, true],
  [{ file: './config/other.oas.json' }, false],
  [{ operationId: 'repos*' }, true],
  [{ operationId: ['users*', 'repos*'] }, true],
  [{ operationId: 'users*' }, false],
  [{ method: 'get' }, true],
  [{ method: ['POST', 'PUT'] }, false],
  [{ path: '/orgs/**' }, true],
  [{ path: '/orgs/*' }, false],
  [{ tag: 'rep*' }, true],
  [{ tag: 'users' }, false],
  [{ operationId: 'repos*', method: 'DELETE' }, false],
])('%j', (match, matches) => {
  expect(compileRouteMatch(match)(route)).toBe(matches)
})

test('an operation without id or tags matches neither', () => {
  const bare = { ...route, operationId: undefined, operation: {} }
  expect(compileRouteMatch({ operationId: '*' })(bare)).toBe(false)
  expect(compileRouteMatch({ tag: '*' })(bare)).toBe(false)
})
