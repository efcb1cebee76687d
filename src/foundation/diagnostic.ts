/** A place in a project file; lines and columns count from 1. */
export interface Position {
  /** Path of the file, relative to the project folder. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Something a person should change in a project, said where it stands. */
export interface Diagnostic extends Partial<Position> {
  /** `error` stops the start; `warning` is printed and passed. */
  readonly severity: 'error' | 'warning'
  /** A stable name from the table of error codes, such as `SALLYPORT_CONFIG_UNKNOWN_POLICY`. */
  readonly code: string
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What to write instead. */
  readonly hint?: string
}

/** Where compile steps put their diagnostics. */
export type Report = (diagnostic: Diagnostic) => void

/** `file:line:column`, as editors and terminals understand it. */
export function formatPosition(position: Position): string {
  return `${position.file}:${position.line}:${position.column}`
}

/** `file:line:column severity: message (code)` and, on a second line, the hint. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place =
    diagnostic.file === undefined
      ? ''
      : `${diagnostic.file}:${diagnostic.line ?? 1}:${diagnostic.column ?? 1} `
  const hint = diagnostic.hint === undefined ? '' : `\n    ${diagnostic.hint}`
  return `${place}${diagnostic.severity}: ${diagnostic.message} (${diagnostic.code})${hint}`
}

/** Thrown when a project cannot be used; carries every diagnostic found, warnings included. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'))
    this.diagnostics = diagnostics
  }
}

/** True when any diagnostic stops the start. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}
