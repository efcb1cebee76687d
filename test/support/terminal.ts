import { vi } from 'vitest'

/** What a piece of code wrote to the terminal of this process. */
export interface TerminalOutput {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | string | undefined
}

/** Runs code and keeps what it prints, and the exit code it sets, from this process. */
export async function captureTerminal(work: () => unknown): Promise<TerminalOutput> {
  const written = { stdout: '', stderr: '' }
  const spies = [
    vi
      .spyOn(console, 'log')
      .mockImplementation((text: unknown) => void (written.stdout += `${String(text)}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text: unknown) => {
      written.stderr += `${text instanceof Error ? (text.stack ?? text.message) : String(text)}\n`
    }),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.stdout += String(text)
      return true
    }),
  ]
  const before = process.exitCode ?? undefined
  process.exitCode = undefined
  try {
    await work()
    return { ...written, exitCode: process.exitCode }
  } finally {
    process.exitCode = before
    for (const spy of spies) spy.mockRestore()
  }
}
