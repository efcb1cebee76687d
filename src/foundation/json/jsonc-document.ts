import { createScanner, findNodeAtLocation, parseTree } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'
import type { Diagnostic, Position } from '../diagnostic.ts'
import { describeSyntaxError } from './syntax-error.ts'
import { createTextPositions } from './text-positions.ts'
import type { TextPositions } from './text-positions.ts'

/** A file of JSON with comments and trailing commas, after parsing. */
export interface JsoncDocument {
  /** Path of the file, relative to the project folder. */
  readonly file: string
  readonly text: string
  /** What the text says. A key such as `__proto__` is an own property like any other, as with `JSON.parse`. */
  readonly value: unknown
  /** Position of the value at a path, or of its key; of the nearest value above it when the path leads nowhere. */
  locate(path: readonly (string | number)[], options?: { readonly atKey?: boolean }): Position
}

/** A parsed document, unless its syntax is broken, and what is wrong with it. */
export interface JsoncOutcome {
  readonly document: JsoncDocument | undefined
  readonly diagnostics: readonly Diagnostic[]
}

const parseOptions = { allowTrailingComma: true, disallowComments: false }

/** A broken file repeats itself; nobody reads more than this. */
const mostSyntaxErrors = 20

/** Parses JSON with comments and trailing commas. Every syntax error and every key written twice is a diagnostic. */
export function parseJsoncDocument(file: string, text: string): JsoncOutcome {
  // Editors on Windows may put a byte order mark in front, which is no part of the JSON.
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const positions = createTextPositions(file, source)
  try {
    return parseSource(source, positions)
  } catch (error) {
    // The parser is recursive: brackets without end exhaust the stack, which is the file's fault and not ours.
    if (error instanceof RangeError) return { document: undefined, diagnostics: [tooDeep(file)] }
    throw error
  }
}

function parseSource(text: string, positions: TextPositions): JsoncOutcome {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, parseOptions)
  if (errors.length > 0 || root === undefined) {
    return { document: undefined, diagnostics: describeErrors(text, errors, positions) }
  }
  const diagnostics: Diagnostic[] = []
  const value = toValue(root, (key) => diagnostics.push(describeRepeatedKey(key, positions)))
  return { document: createDocument(text, value, positions), diagnostics }
}

function createDocument(text: string, value: unknown, positions: TextPositions): JsoncDocument {
  // The tree is several times the text in memory and only diagnostics need it, so it is made again for the first of them.
  let root: Node | undefined
  return {
    file: positions.file,
    text,
    value,
    locate(path, options = {}) {
      root ??= parseTree(text, [], parseOptions)
      if (root === undefined) return positions.at(0)
      return positions.at(offsetOf(root, path, options.atKey === true))
    },
  }
}

function offsetOf(root: Node, path: readonly (string | number)[], atKey: boolean): number {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node === undefined) continue
    const key =
      length === path.length && node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
    return atKey && key !== undefined ? key.offset : node.offset
  }
  return root.offset
}

function toValue(node: Node, onRepeatedKey: (key: Node) => void): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child) => toValue(child, onRepeatedKey))
  if (node.type !== 'object') return node.value
  const entries = new Map<string, unknown>()
  for (const { children } of node.children ?? []) {
    const [key, child] = children ?? []
    if (key === undefined || child === undefined) continue
    const name = String(key.value)
    if (entries.has(name)) onRepeatedKey(key)
    entries.set(name, toValue(child, onRepeatedKey))
  }
  // Object.fromEntries defines properties instead of assigning them, so "__proto__" cannot reach a prototype.
  return Object.fromEntries(entries)
}

function describeErrors(text: string, errors: readonly ParseError[], positions: TextPositions): Diagnostic[] {
  const lines = new Set<number>()
  const diagnostics: Diagnostic[] = []
  for (const error of errors) {
    const { offset, message, hint } = describeSyntaxError(error, text, endOfTokenBefore(text, error.offset))
    const position = positions.at(offset)
    // The parser trips over one mistake several times; the first on a line is the one to mend.
    if (lines.has(position.line) || diagnostics.length === mostSyntaxErrors) continue
    lines.add(position.line)
    diagnostics.push({ severity: 'error', code: 'SALLYPORT_CONFIG_SYNTAX', ...position, message, hint })
  }
  return diagnostics
}

/** Where the last token before an offset ends, comments and white space left out. */
function endOfTokenBefore(text: string, offset: number): number {
  const scanner = createScanner(text, true)
  let end = 0
  while (true) {
    const kind: number = scanner.scan()
    // SyntaxKind.EOF; the enum of the package has no value at run time.
    if (kind === 17 || scanner.getTokenOffset() >= offset) return end
    end = scanner.getTokenOffset() + scanner.getTokenLength()
  }
}

function describeRepeatedKey(key: Node, positions: TextPositions): Diagnostic {
  return {
    severity: 'error',
    code: 'SALLYPORT_CONFIG_DUPLICATE_KEY',
    ...positions.at(key.offset),
    message: `The key "${String(key.value)}" stands twice in this object; only the last one would count.`,
    hint: 'Remove one of the two, or join them.',
  }
}

function tooDeep(file: string): Diagnostic {
  return {
    severity: 'error',
    code: 'SALLYPORT_CONFIG_SYNTAX',
    file,
    line: 1,
    column: 1,
    message: 'The file is nested too deeply to be read.',
    hint: 'Check that its brackets are closed.',
  }
}
