import { isDeepStrictEqual } from 'node:util'
import { applyEdits, modify } from 'jsonc-parser'
import { isMap, isScalar, isSeq, parseDocument, stringify, type Document } from 'yaml'
import { isJsonObject } from '../../openapi/json-object.ts'
import { parseDocumentText, type DocumentFormat, type ReadDocument } from './read-document.ts'

type Path = readonly (string | number)[]

interface Change {
  readonly path: Path
  /** Undefined = what stands there goes. */
  readonly value: unknown
  /** True where an item is added at the end of a list. */
  readonly isItem: boolean
}

/** More places than this are written anew, unless comments would be lost. */
const mostPatched = 300

/**
 * The text of a document with another value. What does not change stays as it is written, comments included; a document
 * in another format is written anew.
 */
export function patchText(
  document: Pick<ReadDocument, 'text' | 'format' | 'value'>,
  value: unknown,
  format: DocumentFormat = document.format,
): string {
  const { text } = document
  if (format !== document.format) return formatDocument(value, format)
  const changes = findChanges(document.value, value, [])
  if (changes.length === 0) return text
  const indent = indentOf(text)
  if (changes.length > mostPatched && isPlainJson(text)) return formatDocument(value, format, indent)
  const patched = format === 'json' ? patchJson(text, changes, indent) : patchYaml(text, changes)
  // Aliases and merge keys cannot be changed in one place alone; what then says something else is written anew.
  return says(patched, format, value) ? patched : formatDocument(value, format, indent)
}

/** A value as the text of a document. */
export function formatDocument(value: unknown, format: DocumentFormat, indent = 2): string {
  return format === 'json'
    ? `${JSON.stringify(value, null, indent)}\n`
    : stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

function findChanges(before: unknown, after: unknown, path: Path): readonly Change[] {
  if (isDeepStrictEqual(before, after)) return []
  if (isJsonObject(before) && isJsonObject(after)) {
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
    return [
      ...gone.map((key) => ({ path: [...path, key], value: undefined, isItem: false })),
      ...Object.entries(after).flatMap(([key, value]) =>
        Object.hasOwn(before, key)
          ? findChanges(before[key], value, [...path, key])
          : [{ path: [...path, key], value, isItem: false }],
      ),
    ]
  }
  if (!Array.isArray(before) || !Array.isArray(after) || after.length < before.length)
    return [{ path, value: after, isItem: false }]
  return after.flatMap((item: unknown, index) =>
    index < before.length
      ? findChanges(before[index], item, [...path, index])
      : [{ path: [...path, index], value: item, isItem: true }],
  )
}

function patchJson(text: string, changes: readonly Change[], indent: number): string {
  const formattingOptions = {
    tabSize: indent,
    insertSpaces: true,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
  return changes.reduce((current, { path, value, isItem }) => {
    const options = { formattingOptions, isArrayInsertion: isItem }
    return applyEdits(current, modify(current, [...path], value, options))
  }, text)
}

function patchYaml(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text)
  for (const change of changes) changeNode(document, change)
  return document.toString({ lineWidth: 0 })
}

function changeNode(document: Document, { path, value }: Change): void {
  const parent = path.slice(0, -1).reduce<unknown>(childOf, document.contents)
  const key = path.at(-1)
  if (key === undefined) {
    document.contents = document.createNode(value)
    return
  }
  if (isSeq(parent)) {
    if (Number(key) < parent.items.length) parent.items[Number(key)] = document.createNode(value)
    else parent.add(document.createNode(value))
    return
  }
  if (!isMap(parent)) return
  const pair = parent.items.find((one) => keyOf(one.key) === String(key))
  if (value === undefined) parent.items = parent.items.filter((one) => one !== pair)
  else if (pair === undefined) parent.add(document.createPair(key, value))
  else pair.value = document.createNode(value)
}

function childOf(node: unknown, key: string | number): unknown {
  if (isSeq(node)) return node.items[Number(key)]
  return isMap(node) ? node.items.find((pair) => keyOf(pair.key) === String(key))?.value : undefined
}

/** A key such as 200 is a number in YAML, and a text in the value it stands for. */
function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key)
}

function says(text: string, format: DocumentFormat, value: unknown): boolean {
  try {
    return isDeepStrictEqual(parseDocumentText(`document.${format}`, text).value, value)
  } catch {
    return false
  }
}

function isPlainJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function indentOf(text: string): number {
  return /\n( +)\S/.exec(text)?.[1]?.length ?? 2
}
