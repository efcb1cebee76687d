import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTargetGateway, findFailures, randomMessages } from '../support/random-messages.ts'

test('whatever a client sends, the gateway does not fail', async () => {
  const fixture = await createTargetGateway()
  const messages = fc.sample(randomMessages, { seed: 2026, numRuns: 2000 })
  expect(await findFailures(fixture, messages)).toEqual([])
  expect(fixture.records.filter(({ level }) => level === 'error')).toEqual([])
  // Noise alone would prove little: many of the messages are calls that get as far as a tool.
  expect(fixture.records.filter(({ fields }) => fields?.['tool'] !== undefined).length).toBeGreaterThan(50)
  await fixture.close()
})
