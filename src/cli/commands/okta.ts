import { Command, Option } from 'commander'
import pc from 'picocolors'
import { formatPlan, planToJson } from '../../provisioning/format-plan.ts'
import { isAction, type Change, type Plan } from '../../provisioning/plan-changes.ts'
import { confirm } from '../confirm.ts'
import { applyAndTell, type ApplyReport } from '../okta/apply.ts'
import { withOktaSession, type OktaFlags, type OktaSession } from '../okta/session.ts'
import { formatFindings, verifySession } from '../okta/verify.ts'
import { jsonOption } from '../serve-options.ts'

/** Exit code of `plan --detailed-exitcode` when something would change. */
const changesExitCode = 3

interface PlanCommandFlags extends OktaFlags {
  readonly adopt: boolean
  readonly detailedExitcode: boolean
}

interface ApplyCommandFlags extends OktaFlags {
  readonly adopt: boolean
  readonly yes: boolean
  readonly write: boolean
  readonly secretCommand?: string
}

/** `sallyport okta`: compares the identity file with an Okta organization, applies it, verifies and takes it back. */
export function oktaCommand(): Command {
  const command = new Command('okta').description('provision the identity file in an Okta organization')
  for (const one of [planCommand(), applyCommand(), verifyCommand(), destroyCommand()])
    command.addCommand(one.exitOverride())
  return command
}

function subcommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('[folder]', 'project folder', '.')
    .addOption(
      new Option(
        '--public-url <origin>',
        'address of the gateway in $env(SALLYPORT_PUBLIC_URL), such as https://gateway.example.com',
      ),
    )
    .addOption(jsonOption())
}

const adoptOption = (): Option =>
  new Option('--adopt', 'make things of the same name ours that were made by hand').default(false)
const yesOption = (): Option => new Option('--yes', 'go on without a question').default(false)

function planCommand(): Command {
  return subcommand('plan', 'show what apply would change; changes nothing')
    .addOption(adoptOption())
    .addOption(
      new Option('--detailed-exitcode', 'exit with 0 for no changes and 3 for changes').default(false),
    )
    .action(async (folder: string, flags: PlanCommandFlags) => {
      const plan = await withOktaSession(folder, flags, { exclusive: false }, async (session) => {
        warnOfInterruption(session)
        return session.plan({ adopt: flags.adopt })
      })
      if (flags.json) printJson(planToJson(plan))
      else printPlan(plan)
      if (plan.problems.length > 0) process.exitCode = 1
      else if (flags.detailedExitcode && plan.changes.some(isAction)) process.exitCode = changesExitCode
    })
}

function applyCommand(): Command {
  return subcommand('apply', 'make the organization as the file says; goes on where a broken apply stopped')
    .addOption(adoptOption())
    .addOption(yesOption())
    .addOption(new Option('--no-write', 'leave .env and config/policies.json of the project as they are'))
    .addOption(
      new Option(
        '--secret-command <command>',
        'hand each client secret to this command on standard input ($SALLYPORT_CLIENT names the client), instead of a file',
      ),
    )
    .action(async (folder: string, flags: ApplyCommandFlags) => {
      await withOktaSession(folder, flags, { exclusive: true }, async (session) => {
        warnOfInterruption(session)
        const plan = await session.plan({ adopt: flags.adopt })
        if (!(await agreed(plan, flags, 'Apply this plan?'))) return
        const report = await applyAndTell(session, plan, {
          secretCommand: flags.secretCommand,
          writeProject: flags.write,
          onProgress: (line) => console.error(line),
        })
        if (flags.json) printJson({ ok: true, ...report })
        else console.log(formatReport(report))
      })
    })
}

function destroyCommand(): Command {
  return subcommand('destroy', 'delete what was made from the file; what others made stays')
    .addOption(yesOption())
    .action(async (folder: string, flags: ApplyCommandFlags) => {
      await withOktaSession(folder, flags, { exclusive: true }, async (session) => {
        const plan = await session.plan({ adopt: false, destroy: true })
        if (!(await agreed(plan, flags, 'Delete all this?'))) return
        const report = await applyAndTell(session, plan, {
          secretCommand: undefined,
          writeProject: false,
          onProgress: (line) => console.error(line),
        })
        if (flags.json) printJson({ ok: true, ...report })
        else console.log(`${report.done} deleted.`)
      })
    })
}

function verifyCommand(): Command {
  return subcommand('verify', 'look at the live organization: metadata, keys, a real token').action(
    async (folder: string, flags: OktaFlags) => {
      const findings = await withOktaSession(folder, flags, { exclusive: false }, verifySession)
      const ok = findings.every(({ outcome }) => outcome !== 'failed')
      if (flags.json) printJson({ ok, findings })
      else console.log(formatFindings(findings))
      if (!ok) process.exitCode = 1
    },
  )
}

/** Shows a plan and asks for consent; a plan with problems is refused here, where its reasons can be read. */
async function agreed(
  plan: Plan,
  flags: Pick<ApplyCommandFlags, 'json' | 'yes'>,
  question: string,
): Promise<boolean> {
  if (!flags.json) printPlan(plan)
  if (plan.problems.length > 0) {
    if (flags.json) printJson({ ok: false, ...planToJson(plan) })
    process.exitCode = 1
    return false
  }
  if (!plan.changes.some(isAction) || flags.yes) return true
  if (await confirm(question)) return true
  console.error('Nothing was changed.')
  process.exitCode = 1
  return false
}

function printPlan(plan: Plan): void {
  console.log(formatPlan(plan, paint))
  for (const problem of plan.problems) console.error(`error: ${problem}`)
}

function paint(action: Change['action'], text: string): string {
  if (action === 'create' || action === 'adopt') return pc.green(text)
  if (action === 'delete' || action === 'conflict') return pc.red(text)
  return action === 'update' || action === 'keep' ? pc.yellow(text) : pc.dim(text)
}

function formatReport(report: ApplyReport): string {
  return [
    report.done === 0 ? 'Nothing had to be changed.' : `Applied: ${report.done} done.`,
    ...report.servers.map(
      ({ id, issuer, audience }) => `  issuer of ${id}: ${issuer}\n  audience: ${audience}`,
    ),
    ...report.clients.map(({ id, clientId }) =>
      id === clientId ? `  client id: ${id}` : `  client id of ${id}: ${clientId}`,
    ),
    ...report.secrets.map(({ client, file }) =>
      file === null ? `  secret of ${client}: handed to the command` : `  secret of ${client}: in ${file}`,
    ),
    ...report.written.map((file) => `  written: ${file}`),
    ...report.notes.map((note) => `  note: ${note}`),
    'See whether it works with: sallyport okta verify',
  ].join('\n')
}

function warnOfInterruption({ journal }: OktaSession): void {
  const { interrupted } = journal
  if (interrupted === undefined) return
  const { step, of, action, key } = interrupted
  console.error(
    `The last apply stopped at step ${step} of ${of} (${action} ${key}). What it did is read from the organization.`,
  )
}

function printJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
