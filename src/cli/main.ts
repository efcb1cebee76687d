import { CommanderError } from 'commander'
import { createProgram } from './create-program.ts'
import { printFailure } from './print-failure.ts'

/** Runs the command line; sets the exit code: 0 ok, 1 failure, 2 usage. */
export async function run(args: readonly string[]): Promise<void> {
  const json = args.includes('--json')
  try {
    const program = await createProgram(args)
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      printFailure(error, json)
      process.exitCode = 1
    } else if (error.exitCode !== 0) {
      // What is wrong was said on standard error already.
      if (json) printFailure(new Error(error.message.replace(/^error: /, '')), json)
      process.exitCode = 2
    }
  }
}
