import { InvalidArgumentError, Option } from 'commander'

/** Options of `dev` and `start`. */
export interface ServeFlags {
  readonly json: boolean
  readonly port: number
  readonly host: string
  readonly publicUrl?: string
}

/** The options both serving commands take; variables of the environment stand behind flags. */
export function serveOptions(): readonly Option[] {
  return [
    new Option('--port <number>', 'port to listen on; 0 takes a free one')
      .env('PORT')
      .default(9000)
      .argParser(parsePort),
    new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'),
    new Option(
      '--public-url <origin>',
      'address people call the gateway by, such as https://gateway.example.com',
    ).env('SALLYPORT_PUBLIC_URL'),
    jsonOption(),
  ]
}

/** `--json`, on every command. */
export function jsonOption(): Option {
  return new Option('--json', 'machine-readable output on standard output').default(false)
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text.trim() === '')
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}
