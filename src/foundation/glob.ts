import picomatch from 'picomatch'

/**
 * What globs are of. In a `name` a `*` stands for any text, `/` included, which operationIds of public documents have; in
 * a `path` or a `file` it stays within a segment, and `**` goes on.
 */
export type GlobKind = 'name' | 'path' | 'file'

/** Answers whether one of the globs matches a text. Files are compared without a leading `./`. */
export function compileGlobs(globs: readonly string[], kind: GlobKind): (text: string) => boolean {
  if (kind === 'file') {
    const matches = picomatch(globs.map(withoutDot), { dot: true })
    return (text) => matches(withoutDot(text))
  }
  const matches = picomatch([...globs], { dot: true, bash: kind === 'name' })
  return (text) => globs.includes(text) || matches(text)
}

/** True for texts that may stand for others than themselves. */
export function isGlob(text: string): boolean {
  return picomatch.scan(text).isGlob || text.startsWith('!')
}

function withoutDot(file: string): string {
  return file.replace(/^\.\//, '')
}
