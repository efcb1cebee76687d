import { describe, expect, it } from 'vitest'
import { chooseOperations, isWish, matchOperations } from '../../../../src/cli/init/choose-operations.ts'
import { listOperations, nameOf } from '../../../../src/cli/init/list-operations.ts'

const all = listOperations({
  paths: {
    '/pets': {
      get: { operationId: 'pets/list', tags: ['pets'] },
      post: { operationId: 'pets/add', tags: ['pets'] },
    },
    '/shops': { get: { tags: ['shops'] } },
  },
})
const names = (wish: Parameters<typeof chooseOperations>[1]): readonly string[] =>
  chooseOperations(all, wish).map(nameOf)

describe('what flags choose', () => {
  it.each([
    [{ all: true }, ['pets/list', 'pets/add', 'GET /shops']],
    [{ readOnly: true }, ['pets/list', 'GET /shops']],
    [{ tags: ['pets'], readOnly: true }, ['pets/list']],
    [{ operations: ['pets/*'] }, ['pets/list', 'pets/add']],
    [{ operations: ['GET /shops'], tags: ['pets'] }, ['pets/list', 'pets/add', 'GET /shops']],
  ])('%j', (wish, expected) => {
    expect(isWish(wish)).toBe(true)
    expect(names(wish)).toEqual(expected)
  })

  it('refuses what nothing has, with what comes nearest', () => {
    expect(isWish({})).toBe(false)
    expect(() => names({ tags: ['pet'] })).toThrow('no tag "pet". Did you mean "pets"?')
    expect(() => names({ operations: ['pets/lst'] })).toThrow('Did you mean "pets/list"?')
    expect(() => names({ operations: ['pets/add'], readOnly: true })).toThrow('all of them change something')
  })
})

it('says a choice as the tools file does', () => {
  expect(matchOperations(all, all)).toBeUndefined()
  expect(matchOperations(all, all.slice(1))).toEqual([
    { operationId: ['pets/add'] },
    { method: 'GET', path: '/shops' },
  ])
})
