import { afterEach, describe, expect, it } from 'vitest'
import { httpDeprecation } from '../../../../../src/policies/outbound/http-deprecation/http-deprecation.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

describe('HttpDeprecationOutboundPolicy', () => {
  it('adds its links to those of the upstream', async () => {
    world = await startShaping({
      now: () => 1_700_000_000_999,
      outbound: [
        {
          export: 'HttpDeprecationOutboundPolicy',
          options: { link: 'https://d.example/a', sunsetLink: 'https://d.example/b' },
        },
      ],
      serve: (_request, response) => response.writeHead(200, { link: '</2>; rel="next"' }).end(),
    })
    const { headers } = await world.ask()
    expect(headers.get('deprecation')).toBe('@1700000000')
    expect(headers.get('sunset')).toBeNull()
    expect(headers.get('link')).toBe(
      '</2>; rel="next", <https://d.example/a>; rel="deprecation", <https://d.example/b>; rel="sunset"',
    )
  })

  it.each([
    [true, '@1700000000'],
    [false, null],
  ])('takes %j, as a plain word for it', async (deprecation, expected) => {
    world = await startShaping({
      now: () => 1_700_000_000_000,
      outbound: [{ export: 'HttpDeprecationOutboundPolicy', options: { deprecation, sunset: '2027-01-01' } }],
    })
    const { headers } = await world.ask()
    expect(headers.get('deprecation')).toBe(expected)
    expect(headers.get('sunset')).toBe('Fri, 01 Jan 2027 00:00:00 GMT')
  })

  it('does not end before it begins', async () => {
    const { setup, problems, close } = createWorld()
    httpDeprecation.create({ deprecation: '2026-05-01', sunset: '2026-04-30' }, setup)
    await close()
    expect(problems).toMatchObject([{ severity: 'error', path: ['sunset'] }])
  })
})
