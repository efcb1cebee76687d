import { Command, InvalidArgumentError, Option } from 'commander'
import type { ZodType } from 'zod'
import {
  consumerManagers,
  consumerMetadata,
  consumerName,
  consumerTags,
  defaultBucket,
  type ConsumerDescription,
} from '../../api-keys/consumer.ts'
import { showConsumer, formatIssued, formatKeys } from '../keys/format-keys.ts'
import { callKeys, type IssuedDescription } from '../keys/call-keys.ts'
import { parseDuration } from '../keys/parse-duration.ts'
import { jsonOption } from '../serve-options.ts'

interface KeysFlags {
  readonly json: boolean
  readonly bucket: string
}

type CreateFlags = KeysFlags & {
  readonly metadata?: Record<string, unknown>
  readonly tag?: Record<string, string>
  readonly manager?: string[]
  readonly expiresIn?: number
  readonly import: boolean
}

type ChangeFlags = KeysFlags & { readonly key?: string }

interface Changed {
  readonly consumer: ConsumerDescription
}

/** `sallyport keys`: makes, lists, rotates, revokes and ends API keys. */
export function keysCommand(): Command {
  const command = new Command('keys').description('make, list, rotate, revoke and end API keys')
  const commands = [createCommand(), listCommand(), rotateCommand(), revokeCommand(), expireCommand()]
  for (const one of commands) command.addCommand(one.exitOverride())
  return command
}

function createCommand(): Command {
  return changing('create', 'make a key for a consumer, which is made too when there is none of the name')
    .addOption(
      new Option('--metadata <json>', 'what policies see as request.user.data').argParser((text: string) =>
        parseAs(consumerMetadata, text, parseJson(text)),
      ),
    )
    .addOption(new Option('--tag <name=value>', 'label for yourself; may be repeated').argParser(addTag))
    .addOption(
      new Option('--manager <who>', 'who looks after the keys; may be repeated').argParser(
        (text: string, before: string[] = []) => parseAs(consumerManagers, text, [...before, text]),
      ),
    )
    .addOption(expiresInOption())
    .addOption(
      new Option('--import', 'take the key from standard input in place of a new one').default(false),
    )
    .action(async (consumer: string, folder: string, flags: CreateFlags) => {
      const importedKey = flags.import ? await readStandardInput() : undefined
      const issued = await callKeys<IssuedDescription>(folder, 'POST', '', {
        bucket: flags.bucket,
        consumer,
        metadata: flags.metadata,
        tags: flags.tag,
        managers: flags.manager,
        expiresAt: endIn(flags.expiresIn),
        importedKey,
      })
      printIssued(issued, flags)
    })
}

function listCommand(): Command {
  return withCommonOptions(new Command('list').description('list consumers and their keys'))
    .argument('[folder]', 'project folder', '.')
    .action(async (folder: string, { json, bucket }: KeysFlags) => {
      const { consumers } = await callKeys<{ readonly consumers: readonly ConsumerDescription[] }>(
        folder,
        'GET',
        '',
        { bucket },
      )
      const now = Date.now()
      const described = consumers.map((consumer) => showConsumer(consumer, now))
      process.stdout.write(
        json ? `${JSON.stringify({ ok: true, consumers: described })}\n` : `${formatKeys(consumers, now)}\n`,
      )
    })
}

function rotateCommand(): Command {
  return changing('rotate', 'make a new key, and let the old ones open until the grace is over')
    .addOption(
      new Option('--grace <duration>', 'how long the old keys still open, such as 12h')
        .argParser(parseDuration)
        .default(86_400_000, '1d'),
    )
    .addOption(keyOption())
    .addOption(expiresInOption())
    .action(
      async (
        consumer: string,
        folder: string,
        flags: ChangeFlags & { readonly grace: number; readonly expiresIn?: number },
      ) => {
        const issued = await callKeys<IssuedDescription>(folder, 'POST', `/${consumer}/rotate`, {
          ...choose(flags),
          graceMs: flags.grace,
          expiresAt: endIn(flags.expiresIn),
        })
        printIssued(issued, flags)
      },
    )
}

function revokeCommand(): Command {
  return changing('revoke', 'end keys now, for good')
    .addOption(keyOption())
    .action(async (consumer: string, folder: string, flags: ChangeFlags) => {
      printChanged(await callKeys<Changed>(folder, 'POST', `/${consumer}/revoke`, choose(flags)), flags)
    })
}

function expireCommand(): Command {
  return changing('expire', 'set when keys end')
    .addOption(keyOption())
    .addOption(
      new Option(
        '--in <duration>',
        'time from now, such as 30d; 0s = now; without it they never end',
      ).argParser(parseDuration),
    )
    .action(async (consumer: string, folder: string, flags: ChangeFlags & { readonly in?: number }) => {
      const input = { ...choose(flags), expiresAt: endIn(flags.in) }
      printChanged(await callKeys<Changed>(folder, 'POST', `/${consumer}/expire`, input), flags)
    })
}

function changing(name: string, description: string): Command {
  return withCommonOptions(new Command(name).description(description))
    .argument('<consumer>', 'name of the consumer', (text: string) => parseAs(consumerName, text, text))
    .argument('[folder]', 'project folder', '.')
}

function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--bucket <name>', 'bucket of the keys').default(defaultBucket))
    .addOption(jsonOption())
}

function keyOption(): Option {
  return new Option('--key <id>', 'id of one key; without it all keys of the consumer that open')
}

function expiresInOption(): Option {
  return new Option(
    '--expires-in <duration>',
    'life of the new key, such as 90d; without it it has no end',
  ).argParser(parseDuration)
}

function choose({ bucket, key }: ChangeFlags): {
  readonly bucket: string
  readonly keyId: string | undefined
} {
  return { bucket, keyId: key }
}

function endIn(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Date.now() + milliseconds
}

function printIssued(issued: IssuedDescription, { json }: KeysFlags): void {
  const { key, keyId, consumer } = issued
  const described = { ok: true, key, keyId, ...showConsumer(consumer, Date.now()) }
  process.stdout.write(json ? `${JSON.stringify(described)}\n` : `${formatIssued(issued)}\n`)
}

function printChanged({ consumer }: Changed, { json }: KeysFlags): void {
  const now = Date.now()
  const described = { ok: true, ...showConsumer(consumer, now) }
  process.stdout.write(json ? `${JSON.stringify(described)}\n` : `${formatKeys([consumer], now)}\n`)
}

function addTag(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('A tag is name=value.')
  return parseAs(consumerTags, text, { ...before, [text.slice(0, at)]: text.slice(at + 1) })
}

function parseAs<T>(shape: ZodType<T>, text: string, value: unknown): T {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError(`${text} ${parsed.error.issues[0]?.message ?? 'cannot be read'}.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidArgumentError('Metadata is a JSON object, such as {"plan":"gold"}.')
  }
}

/** A key in the arguments of a command would stay in the history of the shell. */
async function readStandardInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text.trim()
}
