import { isJsonObject, type JsonObject } from '../openapi/json-object.ts'
import type { Compilation } from './compilation.ts'
import { filesReferredTo, referredFile } from './referred-files.ts'
import type { Place } from './project.ts'

/** Where the documents of other files are kept in a bundled one. */
const filesKey = 'x-sallyport-files'

type ReadFile = (path: string) => JsonObject | undefined

/**
 * Makes one document of a file and the files of the project it refers to: each comes once, under a key of its own, and
 * references lead there. A document without such references stays as it is. References to a file that is not there are
 * reported; those to the network stay, and are refused where they are used.
 */
export function bundleReferences(
  value: JsonObject,
  file: string,
  readFile: ReadFile,
  compilation: Compilation,
): JsonObject {
  if (filesReferredTo(compilation.files.texts.get(file) ?? '', file).length === 0) return value
  const bundler = new Bundler(file, readFile, compilation)
  const root = bundler.rewrite(value, { file, path: [] }) as JsonObject
  return bundler.files.size === 0 ? value : { ...root, [filesKey]: Object.fromEntries(bundler.files) }
}

class Bundler {
  readonly files = new Map<string, unknown>()
  private readonly root: string
  private readonly readFile: ReadFile
  private readonly compilation: Compilation

  constructor(root: string, readFile: ReadFile, compilation: Compilation) {
    this.root = root
    this.readFile = readFile
    this.compilation = compilation
  }

  /** A copy in which every reference leads to a place of the bundled document. */
  rewrite(value: unknown, place: Place): unknown {
    if (Array.isArray(value))
      return value.map((item: unknown, index) =>
        this.rewrite(item, { ...place, path: [...place.path, index] }),
      )
    if (!isJsonObject(value)) return value
    const entries = Object.entries(value).map(([key, inner]) => {
      const at = { ...place, path: [...place.path, key] }
      const isReference = key === '$ref' && typeof inner === 'string'
      return [key, isReference ? this.rewriteReference(inner, at) : this.rewrite(inner, at)] as const
    })
    return Object.fromEntries(entries)
  }

  private rewriteReference(reference: string, place: Place): string {
    const { file } = place
    const fragment = reference.includes('#') ? reference.slice(reference.indexOf('#') + 1) : ''
    if (reference.startsWith('#')) return file === this.root ? reference : pointerTo(file, fragment)
    const target = referredFile(reference, file)
    if (target === undefined) return reference
    if (target === this.root) return `#${fragment}`
    return this.include(target, reference, place) ? pointerTo(target, fragment) : reference
  }

  private include(target: string, reference: string, place: Place): boolean {
    if (this.files.has(target)) return true
    const value = this.readFile(target)
    if (value === undefined) {
      // A file that is there but broken has had its diagnostic.
      if (this.compilation.files.texts.has(target)) return false
      this.compilation.report(place, {
        code: 'SALLYPORT_CONFIG_MISSING_FILE',
        message: `"${reference}" refers to "${target}", which the project does not have.`,
        hint: 'Paths count from the file the reference stands in.',
      })
      return false
    }
    // Known before it is rewritten, so that two files that refer to each other come to an end.
    this.files.set(target, undefined)
    this.files.set(target, this.rewrite(value, { file: target, path: [] }))
    return true
  }
}

function pointerTo(file: string, fragment: string): string {
  const key = file.replaceAll('~', '~0').replaceAll('/', '~1')
  return fragment === '' || fragment.startsWith('/')
    ? `#/${filesKey}/${encodeURI(key)}${fragment}`
    : `#${fragment}`
}
