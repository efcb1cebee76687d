import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { formatDiagnostic, hasErrors, ProjectError } from '../../foundation/diagnostic.ts'
import { nearestName } from '../../foundation/nearest-name.ts'
import { profileNames, type ProfileName } from '../../mcp/tools/profiles/profile.ts'
import { checkFolder } from '../../runtimes/node/check-folder.ts'
import { count, formatServer } from '../format-tools.ts'
import { jsonOption } from '../serve-options.ts'
import { buildLock, compareLocks, lockFile, parseLock } from '../tools-lock.ts'
import { buildToolsReport, type ServerReport } from '../tools-report.ts'

interface ToolsFlags {
  readonly json: boolean
  readonly server?: string
  readonly profile?: ProfileName
  readonly tool?: string
  readonly maxTokens?: number
  readonly lock?: boolean
  readonly checkLock?: boolean
}

/** `sallyport tools [folder]`: what models are given of the project's MCP servers, and what it costs. */
export function toolsCommand(): Command {
  return new Command('tools')
    .description('list the tools of every MCP server of a project folder, with their size in tokens')
    .argument('[folder]', 'project folder', '.')
    .option('--server <name>', 'name or path of one MCP server')
    .addOption(
      new Option('--profile <name>', "schema profile instead of each server's own").choices([
        ...profileNames,
      ]),
    )
    .option('--tool <name>', 'show one definition whole')
    .addOption(
      new Option('--max-tokens <number>', 'fail when the tools of a server are larger').argParser(
        parseTokens,
      ),
    )
    .option('--lock', `accept the definitions: write ${lockFile}`)
    .addOption(
      new Option('--check-lock', `fail when the definitions differ from ${lockFile}`).conflicts('lock'),
    )
    .addOption(jsonOption())
    .action(runTools)
}

async function runTools(folder: string, flags: ToolsFlags): Promise<void> {
  const { routes, diagnostics } = await checkFolder(folder, process.env)
  if (hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  const servers = buildToolsReport(routes, { server: flags.server, profile: flags.profile })
  if (servers.length === 0) throw new ToolsFailure(noServer(flags))
  if (flags.tool !== undefined) return showTool(servers, flags.tool)
  const failures = [...judgeBudget(servers, flags.maxTokens), ...(await judgeLock(folder, servers, flags))]
  if (flags.json)
    process.stdout.write(`${JSON.stringify({ ok: failures.length === 0, servers, failures })}\n`)
  else {
    console.log(servers.map(formatServer).join('\n\n'))
    for (const warning of diagnostics.filter(({ file }) => file?.startsWith('config/tools.')))
      console.log(`\n${formatDiagnostic(warning)}`)
    for (const failure of failures) console.error(`\n${failure}`)
  }
  if (failures.length > 0) process.exitCode = 1
}

/** A wish that cannot be met, said in one sentence. */
class ToolsFailure extends Error {
  override readonly name = 'ToolsFailure'
}

function noServer({ server }: ToolsFlags): string {
  return server === undefined
    ? 'This project has no MCP server; a route with "mcpServerHandler" is one.'
    : `This project has no MCP server "${server}"; name it by its name or its path.`
}

function showTool(servers: readonly ServerReport[], name: string): void {
  const tools = servers.flatMap((server) => server.tools)
  const tool = tools.find((candidate) => candidate.name === name)
  if (tool !== undefined) {
    process.stdout.write(`${JSON.stringify(tool.definition, null, 2)}\n`)
    return
  }
  const near = nearestName(
    name,
    tools.map((candidate) => candidate.name),
  )
  throw new ToolsFailure(`There is no tool "${name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`)
}

/** Most tools that a budget names as the largest. */
const mostNamed = 5

function judgeBudget(servers: readonly ServerReport[], most: number | undefined): readonly string[] {
  if (most === undefined) return []
  return servers
    .filter(({ tokens }) => tokens > most)
    .map(({ name, path, tokens, tools }) => {
      const largest = [...tools].sort((one, other) => other.tokens - one.tokens).slice(0, mostNamed)
      const named = largest.map((tool) => `${tool.name} ${tool.tokens}`).join(', ')
      return `${name} at ${path} has ${tokens} tokens of tools, more than ${most}. The largest: ${named}.`
    })
}

async function judgeLock(
  folder: string,
  servers: readonly ServerReport[],
  { lock, checkLock, server, profile }: ToolsFlags,
): Promise<readonly string[]> {
  if (lock !== true && checkLock !== true) return []
  if (server !== undefined || profile !== undefined)
    throw new ToolsFailure('A lock is of everything that is served: leave out --server and --profile.')
  const file = join(folder, lockFile)
  const served = buildLock(servers)
  if (lock === true) {
    await writeFile(file, `${JSON.stringify(served, null, 2)}\n`)
    return []
  }
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return [`There is no ${lockFile}; write it with --lock and commit it.`]
  const accepted = parseLock(text)
  if (accepted === undefined) return [`${lockFile} cannot be read; write it again with --lock.`]
  const differences = compareLocks(accepted, served)
  if (differences.length === 0) return []
  const head = `The tools differ from ${lockFile} in ${count(differences.length, 'place')}; what a model is told has changed. Accept it with --lock.`
  return [[head, ...differences.map((line) => `  ${line}`)].join('\n')]
}

function parseTokens(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number above 0.')
  return number
}
