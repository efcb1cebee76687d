import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

/** A plain HTTP server on a free loopback port. */
export interface NodeServer {
  readonly server: Server
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

/** Starts a server whose listener gets requests before their bodies were read. */
export async function startNodeServer(
  serve: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<NodeServer> {
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Sends text as it stands and answers everything that came back until the connection closed. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => (received += chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(received))
  })
}

/** Sends text and hangs up at once. */
export function sendAndHangUp(port: number, text: string): void {
  const socket = connect(port, '127.0.0.1', () => socket.write(text, () => socket.destroy()))
}

/** A promise and what settles it, for tests that wait for the other side. */
export interface Later<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
}

/** Makes a {@link Later}. */
export function later<T = void>(): Later<T> {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve: (value) => resolve(value) }
}
