import { expect, test } from 'vitest'
import { formatJson, formatPackage } from '../../../../src/cli/init/format-package.ts'

test('a new project is private and depends on this package', () => {
  const text = formatPackage('shop', '^0.1.0', { dev: 'sallyport dev' })
  expect(JSON.parse(text)).toEqual({
    name: 'shop',
    version: '0.0.0',
    private: true,
    type: 'module',
    scripts: { dev: 'sallyport dev' },
    dependencies: { sallyport: '^0.1.0' },
  })
})

test('files end with a line break', () => {
  expect(formatJson({ a: 1 })).toBe('{\n  "a": 1\n}\n')
})
