import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const binaries = join(import.meta.dirname, 'node_modules', '.bin')

/** Runs the command line of the MCP Inspector against an endpoint and answers the result it printed. */
export async function runInspector(url: string, args: readonly string[]): Promise<Record<string, unknown>> {
  // It keeps a catalog of servers in the home folder; each run gets an empty one.
  const home = await mkdtemp(join(tmpdir(), 'inspector-'))
  try {
    const { stdout } = await promisify(execFile)(
      join(binaries, 'node'),
      [
        join(binaries, 'mcp-inspector'),
        ...['--cli', url, '--transport', 'http', '--format', 'json'],
        ...args,
      ],
      { env: { ...process.env, HOME: home } },
    )
    return (JSON.parse(stdout) as { result: Record<string, unknown> }).result
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
