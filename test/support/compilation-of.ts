import { createCompilation } from '../../src/project/compilation.ts'
import type { Compilation } from '../../src/project/compilation.ts'
import type { Environment, ProjectFiles } from '../../src/project/files.ts'

/** What a test may say of a project beside its configuration files. */
export interface TestProject {
  readonly modulePaths?: readonly string[]
  readonly environment?: Environment
}

/** Project files from texts, or from values that are written as JSON, by path. */
export function projectFilesOf(
  files: Readonly<Record<string, unknown>>,
  modulePaths: readonly string[] = [],
): ProjectFiles {
  const texts = Object.entries(files).map(
    ([path, content]) =>
      [path, typeof content === 'string' ? content : JSON.stringify(content, null, 2)] as const,
  )
  return { texts: new Map(texts), modulePaths }
}

/** Starts the compilation of a project that exists only in a test. */
export function compilationOf(
  files: Readonly<Record<string, unknown>> = {},
  { modulePaths = [], environment = {} }: TestProject = {},
): Compilation {
  return createCompilation(projectFilesOf(files, modulePaths), environment)
}

/** The codes reported so far, warnings marked. */
export function codesOf({ diagnostics }: Pick<Compilation, 'diagnostics'>): string[] {
  return diagnostics.map(
    ({ severity, code }) => `${severity === 'warning' ? 'warning ' : ''}${code.replace('SALLYPORT_', '')}`,
  )
}
