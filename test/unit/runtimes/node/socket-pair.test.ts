import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { SocketPair, type PairTerms } from '../../../../src/runtimes/node/socket-pair.ts'
import { closeOf, openSocket, startSocketServer, type SocketServer } from '../../../support/socket-world.ts'

const standard: PairTerms = { mostBuffered: 65_536, pingMs: 60_000 }
let front: SocketServer
let back: SocketServer
beforeEach(async () => {
  front = await startSocketServer(() => undefined)
  back = await startSocketServer(() => undefined)
})
afterEach(async () => {
  await front.close()
  await back.close()
})

/** Both ends of two WebSockets, and the pair that joins them in the middle. */
async function join(terms: Partial<PairTerms> = {}) {
  const [near, caller] = await connect(front)
  const [upstream, far] = await connect(back, 1_000_000)
  caller.pause()
  const pair = new SocketPair(caller, upstream, { ...standard, ...terms })
  caller.resume()
  return { pair, near, caller, upstream, far }
}

async function connect(server: SocketServer, maxPayload = 0): Promise<[WebSocket, WebSocket]> {
  const accepted = server.next()
  const opened = await openSocket(server.url, [], { maxPayload })
  return [opened, await accepted]
}

describe('SocketPair', () => {
  it('reads one side no faster than the other takes it', async () => {
    const { near, caller, upstream, far } = await join()
    near.pause()
    const chunk = Buffer.alloc(32_768, 1)
    let most = 0
    let wasPaused = false
    upstream.on('message', () => {
      most = Math.max(most, caller.bufferedAmount)
      wasPaused ||= upstream.isPaused
    })
    const total = 1000
    for (let sent = 0; sent < total; sent += 1) far.send(chunk)
    while (!upstream.isPaused) await once(upstream, 'message')
    let received = 0
    const all = new Promise<void>((resolve) =>
      near.on('message', () => {
        received += 1
        if (received === total) resolve()
      }),
    )
    near.resume()
    await all
    expect(wasPaused).toBe(true)
    // The bound, and what the chunk of the network that was being read held more.
    expect(most).toBeLessThan(65_536 * 4)
    near.close()
  })

  it('closes both sides with 1009 where a message is too large', async () => {
    const { near, far } = await join()
    far.send(Buffer.alloc(1_000_001))
    const [left, right] = await Promise.all([closeOf(near), closeOf(far)])
    expect([left[0], right[0]]).toEqual([1009, 1009])
  })

  it('closes without a code where a side did', async () => {
    const { near, far } = await join()
    near.close()
    expect(await closeOf(far)).toEqual([1005, ''])
  })

  it('says that a caller is gone, and that an upstream is', async () => {
    const first = await join()
    first.near.terminate()
    expect((await closeOf(first.far))[0]).toBe(1001)
    const second = await join()
    second.far.terminate()
    expect((await closeOf(second.near))[0]).toBe(1011)
  })

  it('closes a caller whose upstream had gone before', async () => {
    const [near, caller] = await connect(front)
    const [upstream, far] = await connect(back)
    far.terminate()
    await closeOf(upstream)
    new SocketPair(caller, upstream, standard)
    expect((await closeOf(near))[0]).toBe(1011)
  })

  it('pings both sides, and gives up on one that answers nothing', async () => {
    const { near, far } = await join({ pingMs: 20 })
    await Promise.all([once(near, 'ping'), once(far, 'ping')])
    near.pause()
    expect((await closeOf(far))[0]).toBe(1001)
  })

  it('closes both sides when it is told to', async () => {
    const { pair, near, far } = await join()
    pair.close(1001, 'The gateway stops.')
    expect(await Promise.all([closeOf(near), closeOf(far)])).toEqual([
      [1001, 'The gateway stops.'],
      [1001, 'The gateway stops.'],
    ])
  })
})
