import { createInterface } from 'node:readline/promises'

/** Said when nobody is there to be asked; the command line prints it as it is. */
export class NobodyToAsk extends Error {
  override readonly name = 'NobodyToAsk'
}

/** Asks a person whether to go on; without a terminal nothing is decided. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new NobodyToAsk('Nobody is here to be asked. Add --yes to go on without a question.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
