import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { formatDiagnostic, hasErrors, ProjectError, type Diagnostic } from '../../foundation/diagnostic.ts'
import { formatGuideIdentity } from '../../identity/format-guide-identity.ts'
import { guideDefaults } from '../../identity/guide-answers.ts'
import { identityFiles } from '../../project/compile-identity-file.ts'
import { askGuide, withTerminal, type GuideFlags } from '../ask-guide.ts'
import { defaultAnswer, guideQuestions } from '../guide-questions.ts'
import { readIdentity } from '../read-identity.ts'
import { jsonOption } from '../serve-options.ts'
import { hashPasswordCommand } from './hash-password.ts'

/** `sallyport identity`: finds what contradicts itself in the identity file, and writes one from the guide's questions. */
export function identityCommand(): Command {
  const command = new Command('identity').description(
    'check or write the identity file, config/identity.jsonc',
  )
  for (const one of [checkIdentityCommand(), fromGuideCommand(), hashPasswordCommand()])
    command.addCommand(one.exitOverride())
  return command
}

interface CheckFlags {
  readonly json: boolean
  readonly strict: boolean
}

function checkIdentityCommand(): Command {
  return new Command('check')
    .description('find mistakes and contradictions in the identity file')
    .argument('[folder]', 'project folder', '.')
    .addOption(new Option('--strict', 'let warnings fail too').default(false))
    .addOption(jsonOption())
    .action(async (folder: string, { json, strict }: CheckFlags) => {
      const { diagnostics } = await readIdentity(folder, process.env)
      const ok = !hasErrors(diagnostics) && !(strict && diagnostics.length > 0)
      if (json) process.stdout.write(`${JSON.stringify({ ok, diagnostics })}\n`)
      else for (const line of describe(diagnostics, ok, folder)) console.log(line)
      if (!ok) process.exitCode = 1
    })
}

function describe(diagnostics: readonly Diagnostic[], ok: boolean, folder: string): readonly string[] {
  const count = diagnostics.length === 1 ? '1 finding' : `${diagnostics.length} findings`
  if (diagnostics.length === 0) return [`ok: the identity of ${folder} contradicts itself nowhere`]
  return [
    ...diagnostics.map(formatDiagnostic),
    `${ok ? 'ok' : 'not ok'}: ${count} in the identity of ${folder}`,
  ]
}

type FromGuideFlags = GuideFlags & { readonly force: boolean; readonly yes: boolean; readonly json: boolean }

function fromGuideCommand(): Command {
  const command = new Command('from-guide')
    .description("ask the Okta guide's questions and write config/identity.jsonc")
    .argument('[folder]', 'project folder', '.')
  for (const { name, flag, question } of guideQuestions)
    command.addOption(
      new Option(`--${flag} <value>`, `${question}; default ${defaultAnswer(name) || 'none'}`),
    )
  return command
    .addOption(new Option('--yes', 'ask nothing; the defaults stand for what no flag says').default(false))
    .addOption(new Option('--force', 'replace an identity file that is there').default(false))
    .addOption(jsonOption())
    .action(async (folder: string, _flags: unknown, self: Command) => writeGuide(folder, self))
}

async function writeGuide(folder: string, command: Command): Promise<void> {
  const flags = command.opts<FromGuideFlags>()
  await refuseToReplace(folder, flags.force)
  const answers = await withTerminal(flags.yes || flags.json, (ask) =>
    askGuide(byFlag(flags), guideDefaults, ask),
  )
  const schema = 'node_modules/sallyport/schemas/identity.schema.json'
  const hasSchema = await exists(join(folder, schema))
  const text = formatGuideIdentity(answers, { schema: hasSchema ? `../${schema}` : undefined })
  const [file] = identityFiles
  await mkdir(join(folder, 'config'), { recursive: true })
  await writeFile(join(folder, file), text)
  const { diagnostics } = await readIdentity(folder, process.env)
  if (hasErrors(diagnostics)) throw new ProjectError(diagnostics)
  if (flags.json) process.stdout.write(`${JSON.stringify({ ok: true, file, diagnostics })}\n`)
  else {
    for (const diagnostic of diagnostics) console.log(formatDiagnostic(diagnostic))
    console.log(
      `Written: ${join(folder, file)}\nServe it with: sallyport dev\nMake it real with: sallyport okta plan`,
    )
  }
}

/** Commander names options in camel case; questions know their flags. */
function byFlag(flags: FromGuideFlags): GuideFlags {
  const nameOf = (flag: string): string =>
    flag.replaceAll(/-(\w)/g, (_match, letter: string) => letter.toUpperCase())
  return Object.fromEntries(guideQuestions.map(({ flag }) => [flag, flags[nameOf(flag)]]))
}

async function refuseToReplace(folder: string, force: boolean): Promise<void> {
  for (const file of identityFiles) {
    if (force || !(await exists(join(folder, file)))) continue
    throw new ProjectError([
      {
        severity: 'error',
        code: 'SALLYPORT_IDENTITY_FILE_EXISTS',
        message: `"${join(folder, file)}" is there already.`,
        hint: 'Add --force to replace it.',
      },
    ])
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
