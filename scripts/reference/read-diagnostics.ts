import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { errorTable } from '../../src/foundation/errors.ts'

/** A kind of diagnostic, as the code that reports it says it. */
export interface DiagnosticKind {
  readonly code: string
  readonly severities: readonly string[]
  /** A sentence it comes with, `…` where it names something; empty where the code builds it. */
  readonly message: string
}

/** Reads every code that the sources report, in alphabetical order. */
export function readDiagnostics(root: string): readonly DiagnosticKind[] {
  const found = new Map<string, { severities: Set<string>; message: string }>()
  for (const file of sourceFiles(join(root, 'src'))) {
    const text = readFileSync(file, 'utf8')
    if (!text.includes('SALLYPORT_')) continue
    visitLiterals(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), (literal) => {
      const code = literal.get('code')
      const name = code !== undefined && ts.isStringLiteral(code) ? code.text : ''
      if (!/^SALLYPORT_[A-Z_]+$/.test(name) || name in errorTable) return
      const severity = literal.get('severity')
      const entry = found.get(name) ?? { severities: new Set(), message: '' }
      entry.severities.add(severity !== undefined && ts.isStringLiteral(severity) ? severity.text : 'error')
      if (entry.message === '') entry.message = sentenceOf(literal.get('message'))
      found.set(name, entry)
    })
  }
  return [...found]
    .map(([code, { severities, message }]) => ({ code, severities: [...severities].sort(), message }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sourceFiles(path)
      return entry.name.endsWith('.ts') ? [path] : []
    })
}

function visitLiterals(node: ts.Node, visit: (literal: ReadonlyMap<string, ts.Expression>) => void): void {
  if (ts.isObjectLiteralExpression(node)) visit(membersOf(node))
  ts.forEachChild(node, (child) => visitLiterals(child, visit))
}

/** A message may be written above, in a constant of the same name. */
function membersOf(node: ts.ObjectLiteralExpression): ReadonlyMap<string, ts.Expression> {
  const members = new Map<string, ts.Expression>()
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property)) members.set(property.name.getText(), property.initializer)
    if (ts.isShorthandPropertyAssignment(property)) {
      const value = constantOf(property.name.text, node)
      if (value !== undefined) members.set(property.name.text, value)
    }
  }
  return members
}

function constantOf(name: string, from: ts.Node): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = from.parent; scope !== undefined; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue
      const declaration = statement.declarationList.declarations.find((own) => own.name.getText() === name)
      if (declaration?.initializer !== undefined) return declaration.initializer
    }
  }
  return undefined
}

function sentenceOf(message: ts.Expression | undefined): string {
  if (message === undefined) return ''
  if (ts.isStringLiteralLike(message)) return message.text
  if (ts.isTemplateExpression(message)) {
    const spans = message.templateSpans.map(({ literal }) => `…${literal.text}`)
    return (message.head.text + spans.join('')).replaceAll(/…(?: …)+/g, '…')
  }
  if (ts.isConditionalExpression(message))
    return sentenceOf(message.whenTrue) || sentenceOf(message.whenFalse)
  return ''
}
