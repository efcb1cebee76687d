import { expect, it } from 'vitest'
import { unservedNames } from '../../../src/project/unserved-names.ts'
import { createRuntimeApi } from '../../../src/runtime-api/create-runtime-api.ts'
import { standardCatalog } from '../../../src/standard-catalog.ts'

it('tells for each name what to do instead, in sentences', () => {
  for (const [name, instead] of unservedNames) {
    expect(name).toMatch(/^[A-Za-z]\w+$/)
    expect(instead).toMatch(/^[A-Z].*\.$/)
  }
})

it('names nothing that is served', () => {
  const served = createRuntimeApi({}, undefined, standardCatalog)
  expect([...unservedNames.keys()].filter((name) => Object.hasOwn(served, name))).toEqual([])
})
