import { expect, it } from 'vitest'
import * as published from '../../../src/index.ts'
import * as catalogNames from '../../../src/runtime-api/catalog-names.ts'
import { standardCatalog } from '../../../src/standard-catalog.ts'

const served = [...standardCatalog.policies, ...standardCatalog.handlers].flatMap(({ exports }) => exports)

it('has a line for each policy and handler, and for nothing that is not served', () => {
  expect(served.filter((name) => !(name in published))).toEqual([])
  expect(Object.keys(catalogNames).filter((name) => !served.includes(name))).toEqual([])
})

it('is published whole, each under its own name', () => {
  for (const [name, value] of Object.entries(catalogNames)) {
    expect((published as Record<string, unknown>)[name], name).toBe(value)
    expect(value.name).toBe(name)
  }
})
