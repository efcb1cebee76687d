import { expect, test } from 'vitest'
import { readPaths } from './source-tree.ts'

const kebab = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/
/** Names that say nothing of what is inside. */
const drawers = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc', 'lib'])

function badNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const parts = path.split('/')
    const stems = parts.map((part) => part.split('.')[0] ?? '')
    const folder = stems.at(-2)
    const stem = stems.at(-1) ?? ''
    if (parts.some((part) => !kebab.test(part))) return [`${path}: not kebab-case`]
    if (stems.some((word) => drawers.has(word))) return [`${path}: a drawer for everything`]
    const repeats = folder !== undefined && stem.startsWith(`${folder}-`)
    return repeats ? [`${path}: repeats the name of its folder`] : []
  })
}

test('files and folders of src, test, bench and ci are named by the house rules', () => {
  for (const folder of ['src', 'test', 'bench', 'ci', 'scripts']) {
    const code = readPaths(folder).filter((path) => /\.[jt]s$/.test(path))
    expect(badNames(code), folder).toEqual([])
  }
})

test('a wrong case, a drawer and a repeated folder are found', () => {
  const planted = [
    'gateway/runPipeline.ts',
    'mcp/utils/a.ts',
    'mcp/common.ts',
    'storage/storage-file.ts',
    'cli/main.ts',
  ]
  expect(badNames(planted)).toEqual([
    'gateway/runPipeline.ts: not kebab-case',
    'mcp/utils/a.ts: a drawer for everything',
    'mcp/common.ts: a drawer for everything',
    'storage/storage-file.ts: repeats the name of its folder',
  ])
})
