import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { buildReference, referenceFolder } from '../../scripts/reference/build-reference.ts'
import { listOptions, optionSchemaOf } from '../../scripts/reference/list-options.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { readPaths, repository } from './source-tree.ts'

const texts = await buildReference(repository)

test('the written reference is that of the code; `npm run reference` writes it anew', () => {
  for (const [path, text] of texts) {
    expect(existsSync(join(repository, path)), path).toBe(true)
    expect(readFileSync(join(repository, path), 'utf8'), path).toBe(text)
  }
  const written = readPaths(referenceFolder).map((path) => `${referenceFolder}/${path}`)
  expect(written.filter((path) => !texts.has(path))).toEqual([])
})

test('every link of the reference leads to a file', () => {
  const broken = [...texts].flatMap(([path, text]) =>
    [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => normalize(join(dirname(path), target)))
      .filter((target) => !texts.has(target) && !existsSync(join(repository, target)))
      .map((target) => `${path} -> ${target}`),
  )
  expect(broken).toEqual([])
})

test('every option of every policy and handler has a sentence', () => {
  const silent = [...standardCatalog.policies, ...standardCatalog.handlers].flatMap(({ exports, options }) =>
    listOptions(optionSchemaOf(options)).flatMap(({ name, sentence, constraint }) =>
      // A name that tells the forms of an option apart needs no sentence beside its values.
      sentence === '' && !constraint.startsWith('`') ? [`${exports[0]}: ${name}`] : [],
    ),
  )
  expect(silent).toEqual([])
})
