import { join } from 'node:path'
import ts from 'typescript'

const repository = new URL('../../', import.meta.url).pathname

/** The entries whose declarations modules and tests of a project read. */
const entries = ['src/index.ts', 'src/testing/test.ts']

/** Writes declarations to dist/types as `npm run build:types` does, for these entries alone and without checking src again. */
export function emitPublishedTypes(): void {
  const options = { ...readConfig(join(repository, 'tsconfig.build.json')).options, noCheck: true }
  const roots = entries.map((entry) => join(repository, entry))
  const { emitSkipped, diagnostics } = ts.createProgram(roots, options).emit()
  if (emitSkipped || diagnostics.length > 0)
    throw new Error(`No declarations were written: ${diagnostics.map(formatProblem).join('\n')}`)
}

/** A project that was checked with the TypeScript compiler. */
export interface CheckedProject {
  readonly program: ts.Program
  /** `file(line): message`, of the project itself and of every declaration it reads. */
  readonly problems: readonly string[]
}

/** Checks a folder by its tsconfig.json, with files added that are not on disk. */
export function checkTypes(
  folder: string,
  added: Readonly<Record<string, string>> = {},
  before?: ts.Program,
): CheckedProject {
  const config = readConfig(join(folder, 'tsconfig.json'))
  const texts = new Map(Object.entries(added).map(([name, text]) => [join(folder, name), text]))
  const host = ts.createCompilerHost(config.options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => texts.has(name) || fileExists(name)
  host.readFile = (name) => texts.get(name) ?? readFile(name)
  host.getSourceFile = (name, ...rest) =>
    before?.getSourceFile(name) ?? getSourceFile.call(host, name, ...rest)
  const program = ts.createProgram([...config.fileNames, ...texts.keys()], config.options, host)
  return { program, problems: ts.getPreEmitDiagnostics(program).map(formatProblem) }
}

function readConfig(path: string): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => {
      throw new Error(formatProblem(problem))
    },
  }
  const config = ts.getParsedCommandLineOfConfigFile(path, {}, host)
  if (config === undefined) throw new Error(`${path} cannot be read.`)
  return config
}

function formatProblem({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ')
  if (file === undefined) return text
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0)
  return `${file.fileName.replace(repository, '')}(${line + 1}): ${text}`
}
