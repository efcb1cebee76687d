import { afterEach, expect, it } from 'vitest'
import { DecisionClient, type Verdict } from '../../../../src/policies/decision/ask-decision-point.ts'
import { startUpstream, type LoopbackUpstream } from '../../../support/loopback-upstream.ts'
import { createWorld } from '../../../support/policy-setup.ts'

let upstream: LoopbackUpstream
afterEach(() => upstream.close())

async function ask(answers: readonly (readonly [number, string])[], cacheTtlSeconds = 0): Promise<Verdict[]> {
  let asked = 0
  upstream = await startUpstream((_, response) => {
    const [status, body] = answers[asked++] ?? [500, '']
    response.writeHead(status, status === 307 ? { location: '/elsewhere' } : {}).end(body)
  })
  const world = createWorld({ now: () => 0 })
  const authenticate = (): Promise<undefined> => Promise.resolve(undefined)
  const terms = { url: upstream.url, authenticate, member: 'decision', cacheTtlSeconds, timeoutSeconds: 5 }
  const client = new DecisionClient(terms, world.setup)
  const verdicts: Verdict[] = []
  while (verdicts.length < answers.length) verdicts.push(await client.ask('{}'))
  await world.close()
  return verdicts
}

it('takes a plain true or false of a 200 alone, and follows nobody elsewhere', async () => {
  const answers = [
    [200, '{"decision":true}'],
    [200, '{"decision":false}'],
    [200, '{"decision":1}'],
    [200, '{"allowed":true}'],
    [200, 'true'],
    [200, 'no json'],
    [201, '{"decision":true}'],
    [307, '{"decision":true}'],
  ] as const
  const undecided = answers.slice(2).map(() => 'undecided')
  expect(await ask(answers)).toEqual(['allowed', 'denied', ...undecided])
})

it('remembers what was decided, and never that it was not', async () => {
  const answers = [
    [500, ''],
    [200, '{"decision":true}'],
    [200, '{"decision":false}'],
  ] as const
  expect(await ask(answers, 10)).toEqual(['undecided', 'allowed', 'allowed'])
})
