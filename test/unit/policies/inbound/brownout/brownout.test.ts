import { afterEach, describe, expect, it } from 'vitest'
import { createGatewayFixture } from '../../../../support/gateway-fixture.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'
import { standardCatalog } from '../../../../../src/standard-catalog.ts'

let world: ShapingWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

/** Statuses at points in time, by the clock of the gateway. */
async function statusesAt(options: Record<string, unknown>, times: readonly string[]): Promise<number[]> {
  let now = 0
  world = await startShaping({ inbound: [{ export: 'BrownOutInboundPolicy', options }], now: () => now })
  const statuses: number[] = []
  for (const time of times) {
    now = Date.parse(time)
    statuses.push((await world.ask()).status)
  }
  return statuses
}

describe('BrownOutInboundPolicy', () => {
  it('refuses in the minutes of its schedule, to the end of each', async () => {
    const times = [
      '2026-03-01T01:59:59.999Z',
      '2026-03-01T02:00:00Z',
      '2026-03-01T02:59:59.999Z',
      '2026-03-01T03:00:00Z',
    ]
    expect(await statusesAt({ cronSchedule: '* 2 * * *' }, times)).toEqual([200, 503, 503, 200])
  })

  it('knows several schedules, and time zones with their summer time', async () => {
    const cronSchedule = ['0 12 * * *', '30 12 * * *']
    const times = ['2026-01-15T11:00:30Z', '2026-07-15T10:30:30Z', '2026-07-15T11:00:30Z']
    expect(await statusesAt({ cronSchedule, timeZone: 'Europe/Berlin' }, times)).toEqual([503, 503, 200])
  })

  it('answers with its problem and says when it is over, to a model too', async () => {
    const problem = { type: 'https://example.com/brownout', title: 'Brownout', status: 410, successor: '/v2' }
    await statusesAt({ cronSchedule: '0-4 2 * * *', problem }, ['2026-03-01T02:01:30Z'])
    const response = await world!.ask()
    expect([response.status, response.headers.get('retry-after')]).toEqual([410, '210'])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ ...problem, instance: '/it' })
    const called = await world!.call()
    expect(called.isError).toBe(true)
    expect(called.text).toContain('planned brownout')
  })

  it('is found under both spellings of its name', () => {
    const [found] = standardCatalog.policies.filter(({ exports }) =>
      exports.includes('BrownoutInboundPolicy'),
    )
    expect(found?.exports).toContain('BrownOutInboundPolicy')
  })

  it('does not start with what is no cron expression', async () => {
    const start = createGatewayFixture({
      catalog: standardCatalog,
      paths: {},
      policies: [
        {
          name: 'b',
          policyType: 'brownout-inbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'BrownOutInboundPolicy',
            options: { cronSchedule: ['* * * * *', '61 * * * *'] },
          },
        },
      ],
    })
    await expect(start).rejects.toMatchObject({
      diagnostics: [{ code: 'SALLYPORT_CONFIG_INVALID_VALUE', file: 'config/policies.json' }],
    })
  })
})
