import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasErrors, ProjectError } from '../../foundation/diagnostic.ts'
import { checkFolder } from '../../runtimes/node/check-folder.ts'
import { buildToolsReport } from '../tools-report.ts'
import { nameOf, type ListedOperation } from './list-operations.ts'
import { writeProject } from './write-project.ts'

/** An operation, and what it costs as a tool. */
export interface PricedOperation extends ListedOperation {
  /** Tokens of what a model is given of it, estimated. */
  readonly tokens: number
}

/** What the operations of a document come to as tools. */
export interface ToolsPreview {
  readonly operations: readonly PricedOperation[]
  /** Operations that cannot be tools, with the reason. */
  readonly leftOut: readonly string[]
}

/**
 * Compiles a project that serves every operation of its document, as it would be served, in a folder of its own that is
 * gone afterwards; answers what each operation costs.
 */
export async function previewTools(
  files: ReadonlyMap<string, string>,
  file: string,
  operations: readonly ListedOperation[],
): Promise<ToolsPreview> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-preview-'))
  try {
    await writeProject(folder, files)
    const { routes, diagnostics } = await checkFolder(folder, previewEnvironment)
    if (hasErrors(diagnostics)) throw new ProjectError(diagnostics)
    const servers = buildToolsReport(routes, { server: undefined, profile: undefined })
    const tokensOf = new Map(
      servers.flatMap(({ tools }) => tools.map(({ operation, tokens }) => [operation, tokens])),
    )
    return {
      operations: operations.flatMap((operation) => {
        const tokens = tokensOf.get(`${nameOf(operation)} in ./${file}`)
        return tokens === undefined ? [] : [{ ...operation, tokens }]
      }),
      leftOut: servers.flatMap(({ leftOut }) =>
        leftOut.map(({ operation, reasons }) => `${operation}: ${reasons.join(' ')}`),
      ),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Variables of the process say nothing about a project that does not exist yet. */
const previewEnvironment = {}

/** Tokens of several operations together. */
export function tokensOf(operations: readonly PricedOperation[]): number {
  return operations.reduce((sum, { tokens }) => sum + tokens, 0)
}
