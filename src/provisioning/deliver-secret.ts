import { spawn } from 'node:child_process'
import { access, chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A command that could not take a secret. */
export class SecretDeliveryError extends Error {
  override readonly name = 'SecretDeliveryError'
}

/** Writes a secret to a file that only its owner reads. */
export async function writeSecretFile(file: string, secret: string): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  await writeFile(file, `${secret}\n`, { mode: 0o600 })
  // The mode above counts only for a file that is new.
  await chmod(file, 0o600)
}

/** Removes a secret file; one that is gone is no failure. */
export async function removeSecretFile(file: string): Promise<void> {
  await rm(file, { force: true })
}

/** True when a file is there. */
export async function hasFile(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

/** Hands a secret to a command on its standard input: it never stands in an argument, an environment or an output. */
export async function pipeSecret(
  command: string,
  secret: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // A command that does not read closes the pipe, which its exit code tells better.
  child.stdin.on('error', () => undefined)
  child.stdin.end(secret)
  const code = await ended
  if (code !== 0)
    throw new SecretDeliveryError(`"${command}" did not take the secret: it ended with ${code}.`)
}
