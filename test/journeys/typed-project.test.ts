import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { checkTypes, emitPublishedTypes, type CheckedProject } from '../support/published-types.ts'

const folder = new URL('../fixtures/typed-project', import.meta.url).pathname

/** The documented names by module, and those this gateway does not serve, each with its reason. */
const documented = JSON.parse(readFileSync(`${folder}/documented-names.json`, 'utf8')) as {
  readonly names: Readonly<Record<string, readonly string[]>>
  readonly gaps: Readonly<Record<string, string>>
}

let checked: CheckedProject

// Two programs of some thousand files each: slow on a busy machine.
beforeAll(() => {
  emitPublishedTypes()
  checked = checkTypes(folder)
}, 300_000)

test('modules that use every documented name are right by the published declarations, and wrong uses are refused', () => {
  expect(checked.problems).toEqual([])
})

test('a wrong use, a needless mark and a name that is not published are found', () => {
  const planted = [
    `import { ZuploRequest, HttpProblemz } from '@zuplo/runtime'`,
    `export const id = (request: ZuploRequest<{ Params: { id: string } }>): number => request.params.id`,
    '// @ts-expect-error Nothing is wrong here.',
    `export const fine: string = HttpProblemz`,
  ].join('\n')
  const { problems } = checkTypes(folder, { 'modules/planted.ts': planted }, checked.program)
  const places = problems.map((problem) => /planted\.ts\((\d+)\)/.exec(problem)?.[1])
  expect(places).toEqual(['1', '2', '3'])
}, 60_000)

/** Names that the modules of the project import, by module. */
function importedNames({ program }: CheckedProject): Readonly<Record<string, ReadonlySet<string>>> {
  const found: Record<string, Set<string>> = {}
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(`${folder}/`) && !fileName.includes('/refused/'))
  for (const statement of own.flatMap(({ statements }) => [...statements])) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue
    const names = (found[statement.moduleSpecifier.text] ??= new Set())
    for (const { name, propertyName } of bindings.elements) names.add((propertyName ?? name).text)
  }
  return found
}

test('every documented name is used by a module of the project, or is a gap with a reason', () => {
  const used = importedNames(checked)
  const unused = Object.entries(documented.names).flatMap(([module, names]) =>
    names.filter((name) => !(used[module]?.has(name) ?? false)),
  )
  expect(unused.toSorted()).toEqual(Object.keys(documented.gaps).toSorted())
})

/** Names that the published declarations export, by module, as far as the project imports it. */
function publishedNames({ program }: CheckedProject): Readonly<Record<string, ReadonlySet<string>>> {
  const checker = program.getTypeChecker()
  const found: Record<string, Set<string>> = {}
  for (const file of program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${folder}/`)))
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
      const module = checker.getSymbolAtLocation(statement.moduleSpecifier)
      if (module === undefined) continue
      found[statement.moduleSpecifier.text] = new Set(
        checker.getExportsOfModule(module).map(({ name }) => name),
      )
    }
  return found
}

test('a gap is a name that is not published', () => {
  const published = publishedNames(checked)
  expect(published['@zuplo/runtime']?.has('ZuploRequest')).toBe(true)
  const closed = Object.entries(documented.names).flatMap(([module, names]) =>
    names.filter((name) => name in documented.gaps && published[module]?.has(name) === true),
  )
  expect(closed).toEqual([])
})
