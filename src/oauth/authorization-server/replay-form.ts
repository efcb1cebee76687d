import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

/** Gives a request that was read another form in place of its own, for a library that reads the request itself. */
export function replayForm(req: IncomingMessage, parameters: URLSearchParams): void {
  const body = Buffer.from(parameters.toString())
  const replay = Readable.from([body], { objectMode: false })
  req.headers['content-length'] = String(body.length)
  delete req.headers['transfer-encoding']
  Object.defineProperties(req, {
    readable: { value: true },
    iterator: { value: () => replay[Symbol.asyncIterator]() },
  })
}
