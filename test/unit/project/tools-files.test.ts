import { expect, test } from 'vitest'
import { toolsFiles } from '../../../src/project/tools-files.ts'

test('the usual spelling comes first', () => {
  expect(toolsFiles).toEqual(['config/tools.jsonc', 'config/tools.json'])
})
