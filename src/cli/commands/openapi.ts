import { stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { watch } from 'chokidar'
import {
  convertDocument,
  targetVersions,
  versionOf,
  type TargetVersion,
} from '../openapi/convert-document.ts'
import { formatMerge, formatOverlay } from '../openapi/format-changes.ts'
import { mergeFiles } from '../openapi/merge-files.ts'
import { overlayFiles, type OverlaidFiles } from '../openapi/overlay-files.ts'
import { patchText } from '../openapi/patch-text.ts'
import { formatOf, readDocument, type DocumentFormat } from '../openapi/read-document.ts'
import { writeDocument } from '../openapi/write-document.ts'
import { printFailure } from '../print-failure.ts'
import { jsonOption } from '../serve-options.ts'
import { stopSignal } from '../stop-signal.ts'

/** `sallyport openapi`: brings OpenAPI documents together, changes them by overlays, and converts them. */
export function openapiCommand(): Command {
  const command = new Command('openapi').description('merge, overlay and convert OpenAPI documents')
  for (const one of [mergeCommand(), overlayCommand(), convertCommand()]) command.addCommand(one)
  return command
}

interface MergeFlags {
  readonly source: readonly string[]
  readonly destination: string
  readonly dryRun: boolean
  readonly json: boolean
}

function mergeCommand(): Command {
  return new Command('merge')
    .description(
      'bring the operations of other documents into a route file, and keep what it tells the gateway',
    )
    .requiredOption('--source <file|url...>', 'documents to take operations from')
    .option(
      '--destination <file>',
      'route file to change; made when it is not there',
      'config/routes.oas.json',
    )
    .addOption(new Option('--dry-run', 'say what would change, and change nothing').default(false))
    .addOption(jsonOption())
    .action(async ({ source, destination, dryRun, json }: MergeFlags) => {
      const merged = await mergeFiles(source, destination)
      const lines = formatMerge(merged.reports, destination, dryRun)
      if (!dryRun) {
        const report = { sources: merged.reports }
        await writeDocument({ file: destination, text: merged.text, report, lines, json })
      } else if (json) {
        process.stdout.write(`${JSON.stringify({ ok: true, file: null, sources: merged.reports })}\n`)
      } else for (const line of lines) console.log(line)
    })
}

interface OverlayFlags {
  readonly input?: string
  readonly overlay: string
  readonly output?: string
  readonly watch?: boolean
  readonly json: boolean
}

function overlayCommand(): Command {
  return new Command('overlay')
    .description('apply an OpenAPI Overlay (1.0 or 1.1) to a document')
    .requiredOption('-l, --overlay <file|url>', 'the overlay')
    .option('-i, --input <file|url>', 'the document; without it, what the overlay extends')
    .option('-o, --output <file>', 'file to write; without it, standard output')
    .addOption(new Option('--watch', 'apply again whenever a file changes').conflicts('json'))
    .addOption(jsonOption())
    .action(async (flags: OverlayFlags, command: Command) => {
      if (flags.watch !== true) return void (await runOverlay(flags))
      if (flags.output === undefined)
        command.error('error: --watch needs a file to write; name it with --output')
      await watchOverlay(flags)
    })
}

async function runOverlay({ input, overlay, output, json }: OverlayFlags): Promise<OverlaidFiles> {
  const overlaid = await overlayFiles({ input, overlay, output })
  const { text, actions } = overlaid
  for (const { target } of actions.filter(({ nodes }) => nodes === 0))
    console.error(`warning: "${target}" selects nothing, so its action changed nothing.`)
  await writeDocument({
    file: output,
    text,
    report: { actions },
    lines: formatOverlay(actions, output),
    json,
  })
  return overlaid
}

async function watchOverlay(flags: OverlayFlags): Promise<void> {
  const stopped = stopSignal(process.env)
  const { input } = await runOverlay(flags)
  const files: string[] = []
  for (const one of [input, flags.overlay]) if (await isFile(one)) files.push(one)
  // Editors write a file in several steps.
  const watcher = watch(files, { ignoreInitial: true, awaitWriteFinish: { stabilityThreshold: 100 } })
  let running: Promise<unknown> = Promise.resolve()
  watcher.on('all', () => {
    running = running.then(() => runOverlay(flags)).catch((error: unknown) => printFailure(error, false))
  })
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  console.error(`Watching ${files.join(' and ')}.`)
  await stopped
  await watcher.close()
  await running
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  )
}

interface ConvertFlags {
  readonly output?: string
  readonly to: TargetVersion
  readonly format?: DocumentFormat
  readonly json: boolean
}

function convertCommand(): Command {
  return new Command('convert')
    .description('bring a document to a newer version of OpenAPI, or to the other format')
    .argument('<input>', 'OpenAPI or Swagger document, as a file or a URL')
    .option('-o, --output <file>', 'file to write; without it, standard output')
    .addOption(new Option('--to <version>', 'version of OpenAPI').choices(targetVersions).default('3.1'))
    .addOption(
      new Option('--format <name>', 'format; default: by the name of the output, else as the input').choices([
        'json',
        'yaml',
      ]),
    )
    .addOption(jsonOption())
    .action(async (input: string, { output, to, format, json }: ConvertFlags) => {
      const read = await readDocument(input)
      const converted = convertDocument(read.value, to, input)
      const target = format ?? (output === undefined ? undefined : formatOf(output)) ?? read.format
      const report = { from: versionOf(read.value), to: versionOf(converted), format: target }
      const lines = [
        `OpenAPI ${report.from} is now ${report.to}, as ${target}${output ? ` in ${output}` : ''}.`,
      ]
      await writeDocument({ file: output, text: patchText(read, converted, target), report, lines, json })
    })
}
