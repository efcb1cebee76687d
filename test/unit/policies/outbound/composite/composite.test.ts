import { afterEach, describe, expect, it } from 'vitest'
import type { ModuleContext } from '../../../../../src/gateway/facade/module-context.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld
afterEach(() => world.close())

const stamp = (name: string) => ({
  name,
  export: 'SetHeadersOutboundPolicy',
  options: { headers: [{ name, value: 'set' }] },
})
const both = {
  name: 'both',
  export: 'CompositeOutboundPolicy',
  options: { policies: ['x-one', 'x-two'] },
}

describe('CompositeOutboundPolicy', () => {
  it('runs what it names', async () => {
    world = await startShaping({ outbound: [both], others: [stamp('x-one'), stamp('x-two')] })
    const { headers } = await world.ask()
    expect([headers.get('x-one'), headers.get('x-two')]).toEqual(['set', 'set'])
  })

  it('can be invoked by name from a module', async () => {
    world = await startShaping({
      handler: { module: '$import(./modules/m)', export: 'handle' },
      others: [both, stamp('x-one'), stamp('x-two')],
      modules: {
        './modules/m': {
          handle: (request: Request, context: ModuleContext) =>
            context.invokeOutboundPolicy('both', new Response('hi'), request),
        },
      },
    })
    const response = await world.ask()
    expect([response.headers.get('x-two'), await response.text()]).toEqual(['set', 'hi'])
  })
})
