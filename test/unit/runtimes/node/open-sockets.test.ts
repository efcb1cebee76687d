import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OpenSockets } from '../../../../src/runtimes/node/open-sockets.ts'
import { closeOf, openSocket, startSocketServer, type SocketServer } from '../../../support/socket-world.ts'

let server: SocketServer
beforeEach(async () => {
  server = await startSocketServer(() => undefined)
})
afterEach(() => server.close())

async function connect() {
  const accepted = server.next()
  return [await openSocket(server.url), await accepted] as const
}

describe('OpenSockets', () => {
  it('has room until as many are held as may be, and again when one closes', async () => {
    const sockets = new OpenSockets({ mostOpen: 1, mostBuffered: 1, pingMs: 60_000 })
    const [upstream] = await connect()
    expect(sockets.hasRoom).toBe(true)
    sockets.hold(upstream)
    expect(sockets.hasRoom).toBe(false)
    upstream.close()
    await closeOf(upstream)
    expect(sockets.hasRoom).toBe(true)
  })

  it('closes with 1001 what is joined, what is joined later, and takes no more', async () => {
    const sockets = new OpenSockets()
    const [near, caller] = await connect()
    const [upstream, far] = await connect()
    sockets.join(caller, upstream)
    sockets.close()
    const codes = await Promise.all([closeOf(near), closeOf(far)])
    expect(codes.map(([code]) => code)).toEqual([1001, 1001])
    expect(sockets.hasRoom).toBe(false)
    const [late, lateCaller] = await connect()
    const [lateUpstream] = await connect()
    sockets.join(lateCaller, lateUpstream)
    expect((await closeOf(late))[0]).toBe(1001)
  })
})
