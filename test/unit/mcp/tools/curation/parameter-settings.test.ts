import { expect, test } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { parameterSettings } from '../../../../../src/mcp/tools/curation/parameter-settings.ts'

function problemsOf(value: unknown) {
  return checkShape(parameterSettings, value).problems.map(
    ({ severity, path }) => `${severity} ${path.join('.')}`,
  )
}

test('null is a value like any other', () => {
  expect(checkShape(parameterSettings, { fix: null }).value).toEqual({ fix: null })
  expect(problemsOf({ default: null, description: 'x', rename: 'page_size', header: 'X-Region' })).toEqual([])
})

test.each([
  ['a name that clients refuse', { rename: 'page size' }, 'error rename'],
  ['a header that is no token', { header: 'Re gion' }, 'error header'],
  ['what a fixed argument never shows', { fix: 1, description: 'never read' }, 'error description'],
  ['a misspelt key', { hiden: true }, 'error hiden'],
])('%s', (_name, value, problem) => {
  expect(problemsOf(value)).toEqual([problem])
})
