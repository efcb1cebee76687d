import { isAlias, isMap, isNode, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml'
import type { Document, Node, Pair, ParseOptions, DocumentOptions, SchemaOptions, YAMLParseError } from 'yaml'
import type { Diagnostic } from '../diagnostic.ts'
import type { JsoncDocument, JsoncOutcome } from './jsonc-document.ts'
import { createTextPositions, type TextPositions } from './text-positions.ts'

const options: ParseOptions & DocumentOptions & SchemaOptions = {
  // What looks like a date or like `yes` stays text, as OpenAPI asks (3.1, 4.2: the JSON schema ruleset).
  version: '1.2',
  // Merge keys are of YAML 1.1, and many documents use them.
  merge: true,
  prettyErrors: false,
}

/** Aliases that may be resolved; more is an attempt to make much out of little. */
const mostAliases = 1000
/** A broken file repeats itself; nobody reads more than this. */
const mostSyntaxErrors = 20

/** Parses YAML as far as it is JSON; every syntax error, key written twice and circle of aliases is a diagnostic. */
export function parseYamlDocument(file: string, text: string): JsoncOutcome {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const positions = createTextPositions(file, source)
  try {
    const parsed = parseDocument(source, options)
    const diagnostics = describeErrors(parsed, positions)
    if (diagnostics.length > 0) return { document: undefined, diagnostics }
    const circle = findCircle(parsed)
    if (circle !== undefined) return { document: undefined, diagnostics: [describeCircle(circle, positions)] }
    const value: unknown = parsed.toJS({ maxAliasCount: mostAliases })
    return { document: createDocument(source, value, positions), diagnostics: [] }
  } catch (error) {
    if (error instanceof RangeError) return broken(positions, 'The file is nested too deeply to be read.')
    // Thrown where the aliases are resolved.
    if (error instanceof ReferenceError)
      return broken(positions, `An alias cannot be resolved: ${error.message}.`)
    throw error
  }
}

function broken(positions: TextPositions, message: string): JsoncOutcome {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'SALLYPORT_CONFIG_SYNTAX',
    ...positions.at(0),
    message,
    hint: 'Write out what the aliases stand for, or use $ref.',
  }
  return { document: undefined, diagnostics: [diagnostic] }
}

function createDocument(text: string, value: unknown, positions: TextPositions): JsoncDocument {
  // The tree is many times the text in memory and only diagnostics need it, so it is made again for the first of them.
  let tree: Document | undefined
  return {
    file: positions.file,
    text,
    value,
    locate(path, { atKey = false } = {}) {
      tree ??= parseDocument(text, options)
      return positions.at(offsetOf(tree, path, atKey))
    },
  }
}

function offsetOf(tree: Document, path: readonly (string | number)[], atKey: boolean): number {
  let node: unknown = tree.contents
  let offset = startOf(node) ?? 0
  for (const [index, key] of path.entries()) {
    const pair = childOf(tree, node, key)
    if (pair === undefined) return offset
    const isLast = index === path.length - 1
    offset = (isLast && atKey ? startOf(pair.key) : startOf(pair.value)) ?? startOf(pair.key) ?? offset
    node = pair.value
  }
  return offset
}

interface Child {
  readonly key: unknown
  readonly value: unknown
}

function childOf(tree: Document, node: unknown, key: string | number): Child | undefined {
  const target: unknown = isAlias(node) ? node.resolve(tree) : node
  if (isSeq(target)) {
    const value: unknown = target.items[Number(key)]
    return value === undefined ? undefined : { key: undefined, value }
  }
  if (!isMap(target)) return undefined
  return target.items.find(
    (pair: Pair) => String(isScalar(pair.key) ? pair.key.value : pair.key) === String(key),
  )
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function describeErrors(parsed: Document.Parsed, positions: TextPositions): Diagnostic[] {
  const lines = new Set<number>()
  const diagnostics: Diagnostic[] = []
  for (const error of parsed.errors) {
    const position = positions.at(error.pos[0])
    if (lines.has(position.line) || diagnostics.length === mostSyntaxErrors) continue
    lines.add(position.line)
    diagnostics.push({ severity: 'error', ...describeError(error), ...position })
  }
  return diagnostics
}

const hints: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Indent with spaces, the same number for everything of one level.',
  TAB_AS_INDENT: 'Indent with spaces; YAML takes no tabs.',
  MISSING_CHAR: 'Add what is missing, or put the text in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Begin the key on a line of its own, or put the text in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Write the key on one line.',
}

function describeError({ code, message }: YAMLParseError): Pick<Diagnostic, 'code' | 'message' | 'hint'> {
  if (code === 'DUPLICATE_KEY') {
    return {
      code: 'SALLYPORT_CONFIG_DUPLICATE_KEY',
      message: 'This key stands twice in one object; only the last one would count.',
      hint: 'Remove one of the two, or join them.',
    }
  }
  return {
    code: 'SALLYPORT_CONFIG_SYNTAX',
    message: `This is no valid YAML: ${message}.`,
    hint: hints[code] ?? 'Check the indentation and the quotes around this place.',
  }
}

/** An alias inside of what it stands for: as JSON it would go on for ever. */
function findCircle(parsed: Document): Node | undefined {
  let circle: Node | undefined
  visit(parsed, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(parsed)
      if (target === undefined || !ancestors.some((ancestor) => !isPair(ancestor) && ancestor === target))
        return
      circle = alias
      return visit.BREAK
    },
  })
  return circle
}

function describeCircle(alias: Node, positions: TextPositions): Diagnostic {
  return {
    severity: 'error',
    code: 'SALLYPORT_CONFIG_SYNTAX',
    ...positions.at(startOf(alias) ?? 0),
    message: 'This alias stands inside of what it refers to.',
    hint: 'Use $ref: schemas may refer to themselves with it.',
  }
}
