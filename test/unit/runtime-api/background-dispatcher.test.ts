import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import { BackgroundDispatcher } from '../../../src/runtime-api/background-dispatcher.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

let fixture: GatewayFixture | undefined
afterEach(() => fixture?.close())

async function serve(handle: (context: ModuleContext) => void): Promise<GatewayFixture> {
  return (fixture = await createGatewayFixture({
    paths: { '/x': { get: functionRoute('handle') } },
    modules: { './modules/m': { handle: (_: unknown, context: ModuleContext) => (handle(context), 1) } },
  }))
}

/** Waits until the batches that are due have arrived. */
async function until(arrived: () => boolean): Promise<void> {
  while (!arrived()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('BackgroundDispatcher', () => {
  it('hands over the entries of several requests as one batch, and later ones as another', async () => {
    const batches: number[][] = []
    let n = 0
    const dispatcher = new BackgroundDispatcher<number>(async (batch) => void batches.push(batch), {
      msDelay: 40,
    })
    const served = await serve((context) => dispatcher.enqueue(++n, context))
    await Promise.all([ask(served, '/x'), ask(served, '/x'), ask(served, '/x')])
    await until(() => batches.length === 1)
    await ask(served, '/x')
    await until(() => batches.length === 2)
    expect(batches).toEqual([[1, 2, 3], [4]])
  })

  it('sends a full batch at once', async () => {
    const sizes: number[] = []
    const dispatcher = new BackgroundDispatcher<number>(async (batch) => void sizes.push(batch.length), {
      msDelay: 60_000,
    })
    await ask(
      await serve((context) => {
        for (let n = 0; n < 1_000; n++) dispatcher.enqueue(n, context)
      }),
      '/x',
    )
    await until(() => sizes.length === 1)
    expect(sizes).toEqual([1_000])
  })

  it('says in the log that a batch was lost', async () => {
    const dispatcher = new BackgroundDispatcher<number>(() => Promise.reject(new Error('sink is down')), {
      msDelay: 0,
    })
    const served = await serve((context) => dispatcher.enqueue(1, context))
    await ask(served, '/x')
    await until(() => JSON.stringify(served.records).includes('sink is down'))
    expect(JSON.stringify(served.records)).toContain('A batch of entries was lost')
  })

  it('refuses a delay that is none', () => {
    expect(() => new BackgroundDispatcher(async () => undefined, { msDelay: NaN })).toThrow('msDelay')
  })
})
