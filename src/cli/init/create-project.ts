import { basename, relative, resolve, sep } from 'node:path'
import { hasErrors, ProjectError, type Diagnostic } from '../../foundation/diagnostic.ts'
import { checkFolder } from '../../runtimes/node/check-folder.ts'
import { findPackage, type RunningPackage } from '../find-package.ts'
import { adoptDocument, slugOf, type AdoptedDocument, type AdoptInput } from './adopt-document.ts'
import { buildProjectFiles } from './build-project-files.ts'
import { copyExample, type ExampleName } from './copy-example.ts'
import { refuseToReplace, writeProject } from './write-project.ts'

/** What a new project starts from; with neither it has one route of its own. */
export interface CreateInput {
  readonly folder: string
  readonly document: AdoptInput | undefined
  readonly example: ExampleName | undefined
}

/** A project that was written. */
export interface CreatedProject {
  readonly files: readonly string[]
  /** Undefined unless it stands in front of a document. */
  readonly document: Omit<AdoptedDocument, 'files'> | undefined
  /** Warnings; a project with errors is not written by intention. */
  readonly diagnostics: readonly Diagnostic[]
  /** What to type next. */
  readonly next: readonly string[]
}

/** Writes a new project into a folder, replacing nothing, and checks it. */
export async function createProject({ folder, document, example }: CreateInput): Promise<CreatedProject> {
  const plan = {
    name: slugOf(basename(resolve(folder))) || 'gateway',
    dependency: dependencyOf(folder, findPackage()),
  }
  const start = { ...plan, mcpPath: '/mcp', document: undefined }
  // Asked first: nobody wants to choose among hundreds of operations to be told then.
  await refuseToReplace(folder, buildProjectFiles(start).keys())
  const adopted = document === undefined ? undefined : await adoptDocument(plan, document)
  const own = example === undefined ? buildProjectFiles(start) : await copyExample(example, plan)
  const files = adopted?.files ?? own
  await refuseToReplace(folder, files.keys())
  await writeProject(folder, files)
  const { diagnostics } = await checkFolder(folder, process.env)
  if (hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  return {
    files: [...files.keys()],
    document: adopted === undefined ? undefined : withoutFiles(adopted),
    diagnostics,
    next: nextLines(folder),
  }
}

function withoutFiles({ files: _, ...rest }: AdoptedDocument): Omit<AdoptedDocument, 'files'> {
  return rest
}

/** An installed package is asked for by its version; a clone, which no registry knows, by its place. */
export function dependencyOf(folder: string, { root, version }: RunningPackage): string {
  if (root.split(sep).includes('node_modules')) return `^${version}`
  return `file:${relative(resolve(folder), root).split(sep).join('/')}`
}

function nextLines(folder: string): readonly string[] {
  const isHere = resolve(folder) === process.cwd()
  const quoted = /^[\w./~-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", String.raw`'\''`)}'`
  return [
    ...(isHere ? [] : [`cd ${quoted}`]),
    'npm install',
    'npm run dev',
    ...(isHere ? ['npm run tools'] : []),
  ]
}
