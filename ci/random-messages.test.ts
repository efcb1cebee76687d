import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTargetGateway, findFailures, randomMessages } from '../test/support/random-messages.ts'

test('a hundred thousand messages do not make the gateway fail', { timeout: 600_000 }, async () => {
  const fixture = await createTargetGateway()
  for (let batch = 0; batch < 50; batch++) {
    const messages = fc.sample(randomMessages, { seed: batch, numRuns: 2000 })
    expect(await findFailures(fixture, messages)).toEqual([])
    expect(fixture.records.filter(({ level }) => level === 'error')).toEqual([])
    fixture.records.length = 0
  }
  await fixture.close()
})
