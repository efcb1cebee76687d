import { afterAll, expect, it } from 'vitest'
import { reportShortSecret } from '../../../../src/policies/bearer/report-secret.ts'
import { createWorld } from '../../../support/policy-setup.ts'

const world = createWorld()
afterAll(() => world.close())

it('reports a secret that may be guessed, without telling it', () => {
  reportShortSecret('x'.repeat(32), world.setup)
  expect(world.problems).toEqual([])
  reportShortSecret('hunter2', world.setup)
  expect(world.problems).toMatchObject([{ code: 'SALLYPORT_CONFIG_SECRET_SHORT', path: ['secret'] }])
  expect(JSON.stringify(world.problems)).not.toContain('hunter2')
})
