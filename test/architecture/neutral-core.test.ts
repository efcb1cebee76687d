import { builtinModules } from 'node:module'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { mayUseNode, nodeOnlyPackages } from './import-table.ts'
import { importsOf, lineOf, parseSource, readSources, walk, type Source } from './source-tree.ts'

const nodeGlobals = new Set([
  'Buffer',
  'process',
  'setImmediate',
  'clearImmediate',
  'global',
  'require',
  '__dirname',
  '__filename',
])

function nodeUses(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !mayUseNode.test(path))
    .flatMap((source) => [...nodeImports(source), ...nodeGlobalUses(source)])
}

function nodeImports(source: Source): string[] {
  const isNodeOnly = (target: string): boolean =>
    target.startsWith('node:') ||
    builtinModules.includes(target) ||
    nodeOnlyPackages.some((name) => target === name || target.startsWith(`${name}/`))
  return importsOf(source)
    .filter(({ target }) => isNodeOnly(target))
    .map(({ target, line }) => `${source.path}:${line} imports ${target}`)
}

function nodeGlobalUses(source: Source): string[] {
  const uses: string[] = []
  const own = declaredNames(source)
  walk(source.tree, (node) => {
    if (!ts.isIdentifier(node) || !nodeGlobals.has(node.text)) return
    if (isMemberName(node) || own.has(node.text)) return
    uses.push(`${source.path}:${lineOf(source, node)} uses ${node.text}`)
  })
  return uses
}

/** Names the file declares itself, which therefore are not the globals. */
function declaredNames(source: Source): ReadonlySet<string> {
  const names = new Set<string>()
  walk(source.tree, (node) => {
    const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node)
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text)
  })
  return names
}

/** True where the word only names a member (`task.process`, `{ process: 1 }`), not the global. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.name === node && parent.expression.getText() !== 'globalThis'
  }
  if (ts.isQualifiedName(parent)) return parent.right === node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  const named =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent)
  return named && parent.name === node
}

test('the neutral core uses web-standard APIs only', () => {
  expect(nodeUses(readSources('src'))).toEqual([])
})

test('a Node import or a Node global in the neutral core is found, and only there', () => {
  const planted = [
    parseSource('gateway/a.ts', `import { join } from 'node:path'\nimport fs from 'fs'`),
    parseSource('mcp/b.ts', `import type { Pool } from 'undici'\nimport x from 'pino/file'`),
    parseSource('routing/c.ts', `const size = Buffer.byteLength(text)\nsetImmediate(run)`),
    parseSource('routing/d.ts', `const { pid } = globalThis.process`),
    parseSource('routing/e.ts', `job.process(); const o = { process: 1 }; interface P { Buffer: string }`),
    parseSource('routing/g.ts', `for (const global of hooks) global()`),
    parseSource('cli/f.ts', `import { join } from 'node:path'\nprocess.exit(1)`),
  ]
  expect(nodeUses(planted)).toEqual([
    'gateway/a.ts:1 imports node:path',
    'gateway/a.ts:2 imports fs',
    'mcp/b.ts:1 imports undici',
    'mcp/b.ts:2 imports pino/file',
    'routing/c.ts:1 uses Buffer',
    'routing/c.ts:2 uses setImmediate',
    'routing/d.ts:1 uses process',
  ])
})
