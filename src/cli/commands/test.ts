import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { readProjectFolder } from '../../project/read-project-folder.ts'
import { bundleTestFiles } from '../project-tests/bundle-test-files.ts'
import { findTestFiles } from '../project-tests/find-test-files.ts'
import { runTestFiles, type TestReport } from '../project-tests/run-test-files.ts'
import { startTestGateway, type TestTarget } from '../project-tests/start-test-gateway.ts'
import { jsonOption } from '../serve-options.ts'

interface TestFlags {
  readonly endpoint?: string
  readonly filter?: string
  readonly json: boolean
}

/** `sallyport test [folder]`: runs the tests of a project against a gateway. */
export function testCommand(): Command {
  return new Command('test')
    .description('run the tests of a project, against a gateway started for them or one that runs')
    .argument('[folder]', 'project folder', '.')
    .option(
      '--endpoint <url>',
      'gateway to test; without it one is started from the folder on a free loopback port',
      parseEndpoint,
    )
    .option('--filter <text>', 'run tests whose full name has this text, or matches /pattern/', checkFilter)
    .addOption(jsonOption())
    .action(async (folder: string, flags: TestFlags) => {
      const report = await testFolder(resolve(folder), flags)
      if (flags.json) process.stdout.write(`${JSON.stringify(toJson(report))}\n`)
      else if (report.outcome === 'empty') console.error(describeEmpty(flags.filter))
      if (report.outcome !== 'passed') process.exitCode = 1
    })
}

async function testFolder(folder: string, flags: TestFlags): Promise<TestReport> {
  const read = await readProjectFolder(folder, process.env)
  const files = await findTestFiles(folder)
  const workFolder = await mkdtemp(join(tmpdir(), 'sallyport-tests-'))
  let target: TestTarget | undefined
  try {
    const bundled = await bundleTestFiles(folder, files, workFolder)
    target =
      flags.endpoint === undefined
        ? await startTestGateway(folder, join(workFolder, 'state'), process.env)
        : runningGateway(flags.endpoint)
    const { url, authorizationServers, clientSecrets } = target
    return await runTestFiles({
      folder,
      workFolder,
      session: { url, filter: flags.filter, files: bundled, authorizationServers, clientSecrets },
      environment: { ...read.environment, ...process.env },
      quiet: flags.json,
    })
  } finally {
    await target?.close()
    await rm(workFolder, { recursive: true, force: true })
  }
}

function runningGateway(url: string): TestTarget {
  return { url, authorizationServers: [], clientSecrets: {}, close: () => Promise.resolve() }
}

function describeEmpty(filter: string | undefined): string {
  return filter === undefined ? 'The test files define no test.' : `No test matches the filter "${filter}".`
}

function toJson({ outcome, tests }: TestReport): object {
  return { ok: outcome === 'passed', outcome, tests }
}

function parseEndpoint(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('Write the URL of a gateway, such as https://gateway.example.com.')
  return text.replace(/\/+$/, '')
}

function checkFilter(text: string): string {
  const [, source, flags] = /^\/(.+)\/([imsuv]*)$/s.exec(text) ?? []
  try {
    if (source !== undefined) new RegExp(source, flags)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
  return text
}
