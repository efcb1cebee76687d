import { expect, it } from 'vitest'
import { noModules } from '../../../src/gateway/project-modules.ts'

it('a project without modules has none', () => {
  expect(noModules.exportsOf('./modules/m')).toBeUndefined()
})
