/** Files one project may refer to; more is a mistake. */
export const mostReferredFiles = 500

/** `"$ref": "./a.json#/A"` in JSON, `$ref: ./a.yaml#/A` in YAML, as far as it is no place of the same file. */
const references = /["']?\$ref["']?\s*:\s*["']?([^"'#\s,}][^"'\s,}]*)/g

/** `"$import(./schemas/book.json)"`: a value of the options, counted from the project folder. */
const dataImports = /"\$import\(\s*(\.\/[^()"]+\.json)\s*\)"/g

/** The files that the text of a document refers to, by path from the project folder; the network is no file. */
export function filesReferredTo(text: string, file: string): string[] {
  const found = new Set<string>()
  for (const [, specifier = ''] of text.matchAll(dataImports)) {
    const target = referredFile(specifier, '')
    if (target !== undefined) found.add(target)
  }
  for (const [, reference = ''] of text.matchAll(references)) {
    const target = referredFile(reference, file)
    if (target !== undefined && target !== file) found.add(target)
  }
  return [...found]
}

/** The file a reference leads to; undefined for the network, for what lies outside the project, and for other kinds of files. */
export function referredFile(reference: string, from: string): string | undefined {
  const [path = ''] = reference.split('#', 1)
  if (path === '' || path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return undefined
  if (!/\.(?:jsonc?|ya?ml)$/.test(path)) return undefined
  const parts = from.split('/').slice(0, -1)
  for (const part of decode(path).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
