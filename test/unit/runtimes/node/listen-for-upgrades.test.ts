import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listenForUpgrades } from '../../../../src/runtimes/node/listen-for-upgrades.ts'
import { sendRaw } from '../../../support/node-server.ts'

let server: Server
let port: number
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') return
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => response.end(`plain ${request.method} ${Buffer.concat(chunks).toString()}`))
  })
  listenForUpgrades(server, (_, response) => response.writeHead(403).end('asked for a WebSocket'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const upgrade = (lines: string): string =>
  `GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n${lines}\r\n`
const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n'

describe('listenForUpgrades', () => {
  it('hands over what asks for a WebSocket; a refusal ends the connection', async () => {
    const answer = await sendRaw(port, upgrade(`${key}sec-websocket-version: 13\r\n`))
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden/)
    expect(answer).toContain('asked for a WebSocket')
  })

  it.each([
    ['another version', `${key}sec-websocket-version: 8\r\n`],
    ['no key', 'sec-websocket-version: 13\r\n'],
  ])('serves %s as a plain request', async (_, lines) => {
    expect(await sendRaw(port, upgrade(lines))).toContain('plain GET')
  })

  it('serves a request that offers another protocol with its body', async () => {
    const text =
      'POST / HTTP/1.1\r\nhost: x\r\nconnection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\ncontent-length: 5\r\n\r\nhello'
    expect(await sendRaw(port, text)).toContain('plain POST hello')
  })

  it('drops a connection whose earlier request still waits', async () => {
    const pipelined = `GET /slow HTTP/1.1\r\nhost: x\r\n\r\n${upgrade(`${key}sec-websocket-version: 13\r\n`)}`
    expect(await sendRaw(port, pipelined)).toBe('')
  })
})
