import { expect, test } from 'vitest'
import { isRouteFile, isRouteFileName, isYamlFile } from '../../../src/project/route-files.ts'

test('documents of config/ itself are route files, as JSON or YAML', () => {
  const paths = [
    'config/a.oas.json',
    'config/a.oas.yaml',
    'config/a.oas.yml',
    'a.oas.json',
    'config/x/a.oas.json',
  ]
  expect([...paths, 'config/a.json', 'config/a.yaml'].map(isRouteFile)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect(isRouteFileName('routes.oas.yml')).toBe(true)
  expect(['a.yaml', 'a.yml', 'a.json'].map(isYamlFile)).toEqual([true, true, false])
})
