import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The root of the repository. */
export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** A source file and its syntax tree. */
export interface Source {
  /** Relative to the folder it was read from, such as `gateway/exchange.ts`. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

/** An import, re-export, type import or dynamic import with a literal specifier. */
export interface ImportOf {
  readonly target: string
  /** Path of the imported file below the same folder; undefined for packages. */
  readonly file: string | undefined
  readonly line: number
}

/** A source made from text, for samples that must fail a check. */
export function parseSource(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

/** Every TypeScript and JavaScript file below a folder of the repository. */
export function readSources(folder: string): readonly Source[] {
  return readPaths(folder)
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => parseSource(path, readFileSync(join(repository, folder, path), 'utf8')))
}

const notOurs = new Set(['node_modules', 'dist', '.git', '.sallyport', 'results'])

/** Paths of all files below a folder of the repository, without what is installed or generated. */
export function readPaths(folder: string, below = ''): readonly string[] {
  return readdirSync(join(repository, folder, below), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      return entry.isDirectory() ? readPaths(folder, path) : [path]
    })
}

/** Calls `visit` for every node of a tree. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** Line of a node, counted from 1. */
export function lineOf(source: Source, node: ts.Node): number {
  return source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1
}

/** Every import of a file, types included. */
export function importsOf(source: Source): readonly ImportOf[] {
  const found: ImportOf[] = []
  walk(source.tree, (node) => {
    const target = specifierOf(node)
    if (target === undefined) return
    const file = target.startsWith('.') ? normalize(join(dirname(source.path), target)) : undefined
    found.push({ target, file, line: lineOf(source, node) })
  })
  return found
}

function specifierOf(node: ts.Node): string | undefined {
  let specifier: ts.Node | undefined
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal
  else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    specifier = node.arguments[0]
  }
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : undefined
}
