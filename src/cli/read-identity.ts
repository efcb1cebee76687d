import { hasErrors, ProjectError, type Diagnostic } from '../foundation/diagnostic.ts'
import type { Identity } from '../identity/identity.ts'
import { compileLoneIdentity } from '../project/compile-identity-file.ts'
import { expandVariables } from '../project/expand-variables.ts'
import { readProjectFolder, type ProjectFolder } from '../project/read-project-folder.ts'

/** The identity file of a folder, whatever the rest of the project is like. */
export interface ReadIdentity {
  readonly folder: ProjectFolder
  /** Undefined when the file has a mistake. */
  readonly identity: Identity | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Every variable, the public URL put where others name it. */
  readonly environment: ProjectFolder['environment']
}

const defaultPort = 9000

/** Reads and compiles the identity file of a folder; a folder without one is an error. */
export async function readIdentity(
  path: string,
  processEnvironment: Readonly<Record<string, string | undefined>>,
  publicUrl?: string,
): Promise<ReadIdentity> {
  const folder = await readProjectFolder(path, processEnvironment, { withoutRoutes: true })
  const { environment: read } = folder
  const url = publicUrl ?? read['SALLYPORT_PUBLIC_URL'] ?? `http://127.0.0.1:${read['PORT'] ?? defaultPort}`
  const environment = expandVariables(read, { SALLYPORT_PUBLIC_URL: url })
  const { identity, file, diagnostics } = compileLoneIdentity(folder.files, environment)
  if (file === undefined) throw new ProjectError([noIdentity(path)])
  return { folder, identity, environment, diagnostics: [...folder.diagnostics, ...diagnostics] }
}

/** An identity file without mistakes; one with them is thrown with all that was found. */
export async function readGoodIdentity(
  ...input: Parameters<typeof readIdentity>
): Promise<ReadIdentity & { readonly identity: Identity }> {
  const read = await readIdentity(...input)
  const { identity, diagnostics } = read
  if (identity === undefined || hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  return { ...read, identity }
}

function noIdentity(path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'SALLYPORT_IDENTITY_NO_FILE',
    message: `"${path}" has no identity file, config/identity.jsonc.`,
    hint: 'Write one with: sallyport identity from-guide',
  }
}
