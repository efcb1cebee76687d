import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseDifferences, generalDifferences, summarize } from './accepted-differences.ts'
import { cases } from './differential-cases.ts'
import {
  createGatewayEndpoint,
  createOfficialEndpoint,
  endpointUrl,
  type Endpoint,
} from './differential-endpoints.ts'
import { readWire, type Wire } from './wire.ts'

let official: Endpoint
let gateway: Endpoint
const touched = new Set<string>()

beforeAll(async () => {
  official = createOfficialEndpoint()
  gateway = await createGatewayEndpoint()
})

afterAll(() => Promise.all([official.close(), gateway.close()]))

/** The answer of the official server, with what is accepted everywhere translated. */
function translate(answer: Wire): Wire {
  return generalDifferences.reduce((before, { what, translate: change }) => {
    const after = change(before)
    if (!isDeepStrictEqual(after, before)) touched.add(what)
    return after
  }, answer)
}

describe('the gateway answers as the official server does', () => {
  test.each(cases)('$what', async ({ what, init }) => {
    const theirs = translate(await readWire(await official.fetch(new Request(endpointUrl, init))))
    const ours = await readWire(await gateway.fetch(new Request(endpointUrl, init)))
    const accepted = caseDifferences[what]
    expect(ours.allow).toBe(theirs.allow)
    if (accepted === undefined) expect(ours).toEqual(theirs)
    else {
      expect({ official: summarize(theirs), gateway: summarize(ours) }).toEqual({
        official: accepted.official,
        gateway: accepted.gateway,
      })
      expect(ours).not.toEqual(theirs)
    }
  })

  test('but for accepted differences, of which each is still there', () => {
    expect(generalDifferences.filter(({ what }) => !touched.has(what))).toEqual([])
    const known = cases.map(({ what }) => what)
    expect(new Set(known).size).toBe(known.length)
    expect(Object.keys(caseDifferences).filter((what) => !known.includes(what))).toEqual([])
  })
})
