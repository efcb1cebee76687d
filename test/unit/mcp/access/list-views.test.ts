import { expect, it } from 'vitest'
import { AccessModel } from '../../../../src/mcp/access/model.ts'
import { ListViews } from '../../../../src/mcp/access/list-views.ts'
import { compileScopeHierarchy } from '../../../../src/mcp/access/scope-hierarchy.ts'
import { accessRule } from '../../../support/access-parts.ts'

const user = (...scp: string[]) => ({ sub: 'ada', data: { scp } })

function createViews(count: number) {
  const rules = Array.from({ length: count }, (_, index) => accessRule(index, { scopes: [[`s${index}`]] }))
  const model = new AccessModel(rules, compileScopeHierarchy({}), { listing: 'granted', stepUp: 'challenge' })
  const written: string[][] = []
  const views = new ListViews(model, (isListed) => {
    const shown = [undefined, ...rules].filter(isListed).map((rule) => rule?.scopes?.[0]?.[0] ?? 'open')
    written.push(shown)
    return { shown }
  })
  return { views, written }
}

it('writes a view once for all callers who satisfy the same rules', () => {
  const { views, written } = createViews(2)
  expect(views.of(user('s1', 'unrelated')).shown).toEqual(['open', 's1'])
  expect(views.of(user('other', 's1'))).toBe(views.of(user('s1', 'unrelated')))
  expect(views.of(undefined).shown).toEqual(['open'])
  expect(written).toHaveLength(2)
})

it('keeps no more views than it may', () => {
  const { views, written } = createViews(100)
  for (let index = 0; index < 100; index++) views.of(user(`s${index}`))
  views.of(user('s99'))
  expect(written).toHaveLength(100)
  views.of(user('s0'))
  expect(written).toHaveLength(101)
})
