import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { docsModules } from '../support/docs-modules.ts'

const root = join(import.meta.dirname, '../..')

/** Modules of the documentation as files beside this one, which exist only in memory. */
function virtualFiles(): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'))) {
    const modules = docsModules(readFileSync(join(root, 'docs', name), 'utf8'))
    for (const [path, text] of Object.entries(modules))
      files.set(join(root, 'docs', name.replace('.md', ''), path), text)
  }
  return files
}

test('every module in the documentation compiles, as strictly as the gateway itself', () => {
  const files = virtualFiles()
  expect(files.size).toBeGreaterThan(3)
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
    config: { compilerOptions: object }
  }
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      verbatimModuleSyntax: false,
      paths: { sallyport: ['./src/index.ts'], '@zuplo/runtime': ['./src/index.ts'] },
    },
    root,
  )
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.getSourceFile = (path, target, ...more) => {
    const text = files.get(path)
    return text === undefined
      ? getSourceFile(path, target, ...more)
      : ts.createSourceFile(path, text, target, true)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  const problems = [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
  })
  expect(problems.map(({ file, messageText }) => [file?.fileName, messageText])).toEqual([])
})
