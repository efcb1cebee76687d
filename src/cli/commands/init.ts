import { Command, InvalidArgumentError, Option } from 'commander'
import { formatDiagnostic } from '../../foundation/diagnostic.ts'
import { count } from '../format-tools.ts'
import { exampleNames, type ExampleName } from '../init/copy-example.ts'
import { isWish, type OperationWish } from '../init/choose-operations.ts'
import { createProject, type CreatedProject } from '../init/create-project.ts'
import { jsonOption } from '../serve-options.ts'

type InitFlags = OperationWish & {
  readonly fromOpenapi?: string
  readonly example?: ExampleName
  readonly baseUrl?: string
  readonly json: boolean
}

/** `sallyport init [folder]`: writes a new project: empty, in front of an OpenAPI document, or from an example. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a new project: with a route of its own, from an OpenAPI document, or from an example')
    .argument('[folder]', 'folder to write to; made when it is not there', '.')
    .addOption(
      new Option(
        '--from-openapi <file|url>',
        'OpenAPI or Swagger document whose operations become tools',
      ).conflicts('example'),
    )
    .addOption(new Option('--example <name>', 'example to start from').choices(exampleNames))
    .option('--all', 'every operation of the document becomes a tool')
    .option('--read-only', 'only operations that change nothing (GET, HEAD)')
    .option('--tags <list>', 'operations with one of these tags, commas between them', splitList)
    .option('--operations <list>', 'operations by operationId or glob, commas between them', splitList)
    .option('--base-url <url>', 'where the API is, in place of the server the document names', parseBaseUrl)
    .addOption(jsonOption())
    .action(runInit)
}

async function runInit(folder: string, flags: InitFlags, command: Command): Promise<void> {
  const { fromOpenapi, example, baseUrl, json, ...wish } = flags
  const isOfDocument = baseUrl !== undefined || Object.keys(wish).length > 0
  if (fromOpenapi === undefined && isOfDocument)
    command.error('error: operations are chosen from a document; name it with --from-openapi')
  const mayAsk = !json && process.stdin.isTTY && process.stderr.isTTY
  if (fromOpenapi !== undefined && !mayAsk && !isWish(wish))
    command.error(
      'error: nobody is here to be asked which operations become tools; add --read-only, --all, --tags or --operations',
    )
  const created = await createProject({
    folder,
    example,
    document:
      fromOpenapi === undefined
        ? undefined
        : {
            source: fromOpenapi,
            baseUrl,
            wish,
            terminal: mayAsk ? { input: process.stdin, output: process.stderr } : undefined,
          },
  })
  if (json) process.stdout.write(`${JSON.stringify({ ok: true, folder, ...created })}\n`)
  else console.log(format(folder, created))
}

function format(folder: string, { files, document, diagnostics, next }: CreatedProject): string {
  const cost =
    document === undefined
      ? []
      : [
          `${document.tools} of ${count(document.operations, 'operation')} are tools: ${document.tokens} tokens of every conversation. They are forwarded to ${document.baseUrl}.`,
          ...document.leftOut.map((line) => `  left out: ${line}`),
          '',
        ]
  return [
    `Written to ${folder}:`,
    ...files.map((file) => `  ${file}`),
    '',
    ...cost,
    ...diagnostics.map(formatDiagnostic),
    'Next:',
    ...next.map((line) => `  ${line}`),
  ].join('\n')
}

function splitList(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim())
  const named = parts.filter((part) => part !== '')
  if (named.length === 0) throw new InvalidArgumentError('Write one or more names with commas between them.')
  return named
}

function parseBaseUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('Write an http or https URL.')
  return text.replace(/\/$/, '')
}
