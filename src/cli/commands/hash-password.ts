import { Command } from 'commander'
import { formatPasswordHash, hashPassword } from '../../oauth/authorization-server/hash-password.ts'
import { jsonOption } from '../serve-options.ts'

/** `sallyport identity hash-password`: writes the scrypt hash of a password, for files that many people read. */
export function hashPasswordCommand(input: AsyncIterable<unknown> = process.stdin): Command {
  return new Command('hash-password')
    .description('write the scrypt hash of a password that is typed, or comes on standard input')
    .addOption(jsonOption())
    .action(async ({ json }: { readonly json: boolean }) => {
      const isTyped = input === process.stdin && process.stdin.isTTY
      const text = isTyped ? await ask() : await readLine(input)
      if (text === '') throw new Error('There is no password to hash.')
      const passwordHash = formatPasswordHash(await hashPassword(text))
      process.stdout.write(json ? `${JSON.stringify({ ok: true, passwordHash })}\n` : `${passwordHash}\n`)
    })
}

async function ask(): Promise<string> {
  const { isCancel, password } = await import('@clack/prompts')
  const typed = await password({ message: 'Password', output: process.stderr })
  return isCancel(typed) ? '' : typed
}

/** All of it but the line break that shells put at the end. */
async function readLine(input: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const chunk of input) text += String(chunk)
  return text.replace(/\r?\n$/, '')
}
