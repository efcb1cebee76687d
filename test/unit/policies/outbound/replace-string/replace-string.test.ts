import { afterEach, describe, expect, it } from 'vitest'
import { replaceString } from '../../../../../src/policies/outbound/replace-string/replace-string.ts'
import { createWorld } from '../../../../support/policy-setup.ts'
import { startShaping, type ShapingWorld } from '../../../../support/shaping-world.ts'

let world: ShapingWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

async function answerOf(
  options: Record<string, unknown>,
  body: string,
  type = 'text/plain',
): Promise<string> {
  world = await startShaping({
    outbound: [{ export: 'ReplaceStringOutboundPolicy', options }],
    serve: (_request, response) => response.writeHead(200, { 'content-type': type }).end(body),
  })
  return (await world.ask()).text()
}

describe('ReplaceStringOutboundPolicy', () => {
  it('takes a text literally, everywhere', async () => {
    const options = { mode: 'string', match: 'a.b', replaceWith: '$&' }
    expect(await answerOf(options, 'a.b axb a.b')).toBe('$& axb $&')
  })

  it('takes a pattern with its groups', async () => {
    const options = { mode: 'regexp', match: '(\\d+)-(\\d+)', replaceWith: '$2-$1' }
    expect(await answerOf(options, '1-2, 3-4')).toBe('2-1, 4-3')
  })

  it('leaves what is no text alone', async () => {
    const options = { mode: 'string', match: 'a', replaceWith: 'b' }
    expect(await answerOf(options, 'aaa', 'image/png')).toBe('aaa')
  })

  it.each([
    ['(?<=a)b', 'is not a regular expression of RE2'],
    ['(', 'is not a regular expression of RE2'],
  ])('refuses the pattern %s at the start', async (match, message) => {
    const { setup, problems, close } = createWorld()
    replaceString.create({ mode: 'regexp', match, replaceWith: '' }, setup)
    await close()
    expect(problems).toMatchObject([{ severity: 'error', path: ['match'] }])
    expect(problems[0]?.message).toContain(message)
  })
})
