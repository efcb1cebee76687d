import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { readPaths, repository } from './source-tree.ts'

interface Rule {
  readonly what: string
  readonly pattern: RegExp
  /** Which files the rule is for, by name; all when absent. */
  readonly files?: RegExp
}

const lockfile = /^(?:package-lock|npm-shrinkwrap)\.json$/

/** The repository speaks of the product alone: nothing of one person's machine or of one registry is written down. */
const rules: readonly Rule[] = [
  { what: 'a URL of a registry', pattern: /"resolved"|https?:\/\/[^"\s]*registry/, files: lockfile },
  {
    what: 'a package nobody may install here',
    pattern: /"(?:node_modules\/)?(?:@zuplo\/[^"]+|zuplo)":/,
    files: /^package(?:-lock)?\.json$/,
  },
  {
    what: 'a path of one machine',
    pattern: /(?<![\w.:/{}@-])\/(?:home|root|Users|work)\/[\w.-]+/,
    files: /^(?!package-lock)/,
  },
]

function offences(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    rules
      .filter(({ files: names }) => names === undefined || names.test(basename(path)))
      .flatMap(({ what, pattern }) =>
        text
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${what}`] : [])),
      ),
  )
}

test('the repository speaks of the product alone', () => {
  const texts = readPaths('').map((path) => [path, readFileSync(join(repository, path), 'utf8')] as const)
  expect(offences(new Map(texts))).toEqual([])
})

test('a registry, a forbidden package and a path of a machine are found', () => {
  const machinePath = ['', 'home', 'someone', 'project'].join('/')
  const planted = new Map([
    ['ci/package-lock.json', `{\n"resolved": "x"\n}`],
    ['package.json', `{ "dependencies": { "@zuplo/runtime": "1.0.0" } }`],
    ['docs/a.md', `Fine: https://example.com/work/a and ./work/b.\nNot fine: ${machinePath}`],
  ])
  expect(offences(planted)).toEqual([
    'ci/package-lock.json:2: a URL of a registry',
    'package.json:1: a package nobody may install here',
    'docs/a.md:2: a path of one machine',
  ])
})
