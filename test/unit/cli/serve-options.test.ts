import { Command, CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { jsonOption, serveOptions, type ServeFlags } from '../../../src/cli/serve-options.ts'
import { captureTerminal } from '../../support/terminal.ts'

/** What arguments and variables come to. */
function parse(args: readonly string[], environment: Record<string, string> = {}): ServeFlags {
  const before = { ...process.env }
  for (const name of ['PORT', 'HOST', 'SALLYPORT_PUBLIC_URL']) delete process.env[name]
  Object.assign(process.env, environment)
  try {
    const command = new Command('x').exitOverride().configureOutput({ writeErr: () => undefined })
    for (const option of serveOptions()) command.addOption(option)
    return command.parse([...args], { from: 'user' }).opts()
  } finally {
    process.env = before
  }
}

describe('serveOptions', () => {
  it('has defaults for a laptop', () => {
    expect(parse([])).toEqual({ port: 9000, host: '127.0.0.1', json: false })
  })

  it('takes variables, and flags before them', () => {
    const environment = { PORT: '0', HOST: '0.0.0.0', SALLYPORT_PUBLIC_URL: 'https://a.example' }
    expect(parse([], environment)).toEqual({
      port: 0,
      host: '0.0.0.0',
      publicUrl: 'https://a.example',
      json: false,
    })
    const flags = ['--port', '8080', '--host', '::1', '--public-url', 'https://b.example', '--json']
    expect(parse(flags, environment)).toEqual({
      port: 8080,
      host: '::1',
      publicUrl: 'https://b.example',
      json: true,
    })
  })

  it.each(['-1', '65536', '80.5', 'http', ' '])('refuses the port %j', (port) => {
    expect(() => parse([`--port=${port}`])).toThrow(CommanderError)
    expect(() => parse([], { PORT: port })).toThrow('A port is a number from 0 to 65535.')
  })
})

describe('jsonOption', () => {
  it('is off unless asked for', async () => {
    const { stdout } = await captureTerminal(() => {
      const command = new Command('x').addOption(jsonOption())
      console.log(JSON.stringify([command.parse([], { from: 'user' }).opts()]))
    })
    expect(JSON.parse(stdout)).toEqual([{ json: false }])
  })
})
