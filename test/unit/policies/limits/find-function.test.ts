import { afterAll, expect, it } from 'vitest'
import { findFunction } from '../../../../src/policies/limits/find-function.ts'
import { createWorld } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())
const reference = { module: './modules/m', export: 'identify' }

it('finds a function, and reports what is none', () => {
  const identify = (): undefined => undefined
  const setup = { ...world.setup, findExport: () => identify }
  expect(findFunction(setup, reference, ['identifier'], 'hint')).toBe(identify)
  expect(world.problems).toEqual([])
  const wrong = { ...setup, findExport: () => 'text' }
  expect(findFunction(wrong, reference, ['identifier', 'export'], 'hint')).toBeUndefined()
  expect(findFunction(setup, undefined, ['identifier'], 'hint')).toBeUndefined()
  expect(world.problems).toMatchObject([
    { code: 'SALLYPORT_LIMIT_NO_IDENTIFIER', path: ['identifier', 'export'] },
    { code: 'SALLYPORT_LIMIT_NO_IDENTIFIER', path: [] },
  ])
})
