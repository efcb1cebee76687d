import { request } from 'node:http'
import { startNodeServer, type NodeServer } from '../../test/support/node-server.ts'

/**
 * Stands before a guarded endpoint on loopback and adds a token to every request, since the suite has none to send. A
 * foreign Host passes through as it came.
 */
export function startTokenProxy(target: string, token: string): Promise<NodeServer> {
  const { hostname, port, host } = new URL(target)
  return startNodeServer((incoming, answer) => {
    const { method, url, headers, socket } = incoming
    const isOwn = headers.host?.endsWith(`:${socket.localPort}`) === true
    const sent = { ...headers, authorization: `Bearer ${token}`, ...(isOwn ? { host } : {}) }
    const outgoing = request({ hostname, port, method, path: url, headers: sent }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    outgoing.on('error', () => answer.destroy())
    answer.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  })
}
