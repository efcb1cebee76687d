import * as z from 'zod'
import { expect, test } from 'vitest'
import { readPluginOptions } from '../../../src/plugins/read-plugin-options.ts'

const schema = z.object({ url: z.string(), size: z.int().default(3) })

test('fills defaults, and names the plugin and the mistake otherwise', () => {
  expect(readPluginOptions('A', schema, { url: 'x' })).toEqual({ url: 'x', size: 3 })
  expect(() => readPluginOptions('A', schema, { size: 'x' })).toThrow(/^A: .*url/)
})
