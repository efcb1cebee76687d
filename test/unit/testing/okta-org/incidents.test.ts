import { expect, test } from 'vitest'
import { createIncidents, problemOf } from '../../../../src/testing/okta-org/incidents.ts'

test('an incident hits the calls that fit, after those it lets pass, as often as it says', () => {
  const incidents = createIncidents()
  incidents.add({ kind: 'reconciling', method: 'POST', path: /policies$/, after: 1, times: 2 })
  const post = () => incidents.next('POST', '/x/policies')
  expect([incidents.next('GET', '/x/policies'), incidents.next('POST', '/x')]).toEqual([undefined, undefined])
  expect([post(), post(), post(), post()]).toEqual([undefined, 'reconciling', 'reconciling', undefined])
})

test('each kind has its answer, or none', () => {
  const kinds = ['rate-limited', 'reconciling', 'unavailable', 'cut', 'lost', undefined] as const
  expect(kinds.map((kind) => problemOf(kind)?.status)).toEqual([
    ...[429, 423, 503],
    ...[undefined, undefined, undefined],
  ])
})
