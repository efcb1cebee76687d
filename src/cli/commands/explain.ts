import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { hasErrors, ProjectError } from '../../foundation/diagnostic.ts'
import { parseJsoncDocument } from '../../foundation/json/jsonc-document.ts'
import type { RequestUser } from '../../gateway/exchange.ts'
import { explainCall } from '../../gateway/explain-call.ts'
import { checkFolder } from '../../runtimes/node/check-folder.ts'
import { formatExplanation } from '../format-explanation.ts'
import { jsonOption } from '../serve-options.ts'

interface ExplainFlags {
  readonly as?: string
  readonly project: string
  readonly server?: string
  readonly json: boolean
}

/** `sallyport explain TOOL [args.json]`: whether a caller may call a tool, and every rule that says so. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('say whether a caller may call a tool, prompt or resource, and by which rules')
    .argument('<tool>', 'name of the tool, prompt or resource')
    .argument('[args]', 'JSON file with the arguments of the call')
    .option('--as <file>', 'JSON file with the claims of the caller; without it, nobody signed in')
    .option('--project <folder>', 'project folder', '.')
    .option('--server <name>', 'path, operationId or name of one MCP server')
    .addOption(jsonOption())
    .action(runExplain)
}

async function runExplain(name: string, argsFile: string | undefined, flags: ExplainFlags): Promise<void> {
  const { routes, diagnostics } = await checkFolder(flags.project, process.env)
  if (hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  const claims = flags.as === undefined ? undefined : await readObject(flags.as)
  const args = argsFile === undefined ? {} : await readObject(argsFile)
  const caller = claims === undefined ? undefined : userOf(claims)
  const explained = explainCall(routes, { server: flags.server, name, caller, args })
  if (!explained.ok) throw new ExplainFailure(`${explained.error.message} ${explained.error.hint}`)
  if (flags.json) process.stdout.write(`${JSON.stringify(explained.value)}\n`)
  else console.log(formatExplanation(explained.value))
}

/** A question that cannot be answered, in one sentence. */
class ExplainFailure extends Error {
  override readonly name = 'ExplainFailure'
}

async function readObject(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) throw new ExplainFailure(`"${file}" cannot be read.`)
  const { document, diagnostics } = parseJsoncDocument(file, text)
  if (hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  const value = document?.value
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ExplainFailure(`"${file}" must hold a JSON object.`)
  return value as Record<string, unknown>
}

function userOf(claims: Record<string, unknown>): RequestUser {
  const { sub } = claims
  return { sub: typeof sub === 'string' ? sub : '', data: claims }
}
