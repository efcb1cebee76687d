import { basename, resolve } from 'node:path'
import { formatDiagnostic } from '../foundation/diagnostic.ts'
import { createLogSink, parseLogLevel } from '../runtimes/node/log-sink.ts'
import { serveProject, type ServedProject } from '../runtimes/node/serve-project.ts'
import { watchProject } from '../runtimes/node/watch-project.ts'
import { createLog, type LogLevel } from '../telemetry/log.ts'
import { printFailure } from './print-failure.ts'
import { buildReadyReport, formatReadyReport } from './ready-report.ts'
import type { ServeFlags } from './serve-options.ts'
import { stopSignal } from './stop-signal.ts'

/** What `dev` and `start` have in common. */
export interface ServeCommand {
  readonly folder: string
  readonly flags: ServeFlags
  /** Follows changes of the project's files and serves its identity file whatever it says. */
  readonly watch: boolean
}

/** Serves a project until the process is told to stop; resolves when everything is closed. */
export async function serveUntilStopped({ folder, flags, watch }: ServeCommand): Promise<void> {
  // The store makes files of its own as it goes; they hold signing keys and are for the owner alone.
  process.umask(0o077)
  const sink = createLogSink({ level: readLogLevel(process.env['LOG_LEVEL']) })
  const served = await serveProject({
    folder,
    host: flags.host,
    port: flags.port,
    publicUrl: flags.publicUrl,
    environment: process.env,
    alwaysServeIdentity: watch,
    reloads: watch,
    log: createLog(sink),
  })
  // Listened for before anybody is told that there is something to stop.
  const stopped = stopSignal(process.env)
  printWarnings(served)
  printReady(served, folder, flags.json)
  const watcher = watch
    ? await watchProject(resolve(folder), served.stateFolder, () => reload(served))
    : undefined
  await stopped
  await watcher?.close()
  await served.close()
  sink.flush()
}

function readLogLevel(text: string | undefined): LogLevel {
  const level = parseLogLevel(text)
  if (level === undefined && text !== undefined && text !== '')
    console.error(`LOG_LEVEL is "${text}"; write debug, info, warn or error. It is info for now.`)
  return level ?? 'info'
}

function printReady(served: ServedProject, folder: string, json: boolean): void {
  const loaded = served.current()
  const name = basename(resolve(folder))
  const report = buildReadyReport(loaded, served.origin, name)
  if (json) {
    const { mcpUrl, issuer, clientId, clientSecretFile, user, passwordFile } = report
    process.stdout.write(
      `${JSON.stringify({ mcpUrl, issuer, clientId, clientSecretFile, user, passwordFile })}\n`,
    )
    return
  }
  console.log(`\n${formatReadyReport(report, served.origin, generatedRows(served))}\n`)
}

function generatedRows(served: ServedProject): readonly (readonly [string, string])[] {
  const generated = served.current().credentials?.generated
  if (generated === undefined) return []
  return [
    ...generated.users.map(({ login, password }) => [`password of ${login}`, password] as const),
    ...generated.clients.map(({ id, secret }) => [`secret of ${id}`, secret] as const),
  ]
}

function printWarnings(served: ServedProject): void {
  for (const diagnostic of served.current().diagnostics) console.error(formatDiagnostic(diagnostic))
}

async function reload(served: ServedProject): Promise<void> {
  try {
    await served.reload()
    printWarnings(served)
    console.error('Reloaded.')
  } catch (error) {
    printFailure(error, false)
    console.error('The gateway goes on as it was before this change.')
  }
}
