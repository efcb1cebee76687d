import { expect, it } from 'vitest'
import * as published from '../../src/index.ts'
import { createRuntimeApi } from '../../src/runtime-api/create-runtime-api.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'

/** What programs that embed a gateway import; modules that run inside of one have no use for it. */
const forHosts = [
  'checkProject',
  'createGateway',
  'defineHandler',
  'defineInboundPolicy',
  'defineOutboundPolicy',
  'standardCatalog',
]

it('declares what modules get inside a gateway, and no more; all names are pinned in test/architecture/public-surface.json', () => {
  const inside = Object.keys(createRuntimeApi({}, undefined, standardCatalog))
  expect(Object.keys(published).sort()).toEqual([...inside, ...forHosts].sort())
})
