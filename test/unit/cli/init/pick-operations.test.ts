import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { pickOperations, priceOf } from '../../../../src/cli/init/pick-operations.ts'
import type { PricedOperation } from '../../../../src/cli/init/preview-tools.ts'

const make = (method: string, operationId: string, tag: string, tokens: number): PricedOperation => ({
  method,
  path: `/${operationId}`,
  operationId,
  summary: '',
  tags: [tag],
  tokens,
})
const operations = [
  make('GET', 'listPets', 'pets', 30),
  make('POST', 'addPet', 'pets', 50),
  make('GET', 'listShops', 'shops', 40),
]
const keys = { down: '\u001B[B', enter: '\r', space: ' ', tab: '\t', escape: '\u001B' }

/** Types keys one after the other, each when what it answers has been drawn. */
async function pick(...typed: readonly (readonly [waitFor: RegExp, key: string])[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 })
  let drawn = ''
  const open = [...typed]
  output.on('data', (chunk: Buffer) => {
    drawn += chunk.toString()
    const [next] = open
    if (next === undefined || !next[0].test(drawn)) return
    open.shift()
    drawn = ''
    setImmediate(() => input.write(next[1]))
  })
  return (await pickOperations(operations, { input, output })).map(({ operationId }) => operationId)
}

describe('a person chooses', () => {
  it('what changes nothing, which is offered first with its price', async () => {
    expect(await pick([/Those that change nothing[^]*2 operations, 70 tokens/, keys.enter])).toEqual([
      'listPets',
      'listShops',
    ])
  })

  it('all', async () => {
    expect(await pick([/Which/, keys.down], [/All/, keys.enter])).toHaveLength(3)
  })

  it('by tag', async () => {
    const chosen = await pick(
      [/Which/, keys.down],
      [/All/, keys.down],
      [/By tag/, keys.enter],
      [/Which tags/, keys.down],
      [/shops/, keys.space],
      [/shops/, keys.enter],
    )
    expect(chosen).toEqual(['listShops'])
  })

  it('nothing after all', async () => {
    await expect(pick([/Which/, '\u0003'])).rejects.toThrow('Nothing was written.')
  })
})

it('says prices', () => {
  expect(priceOf(operations)).toBe('3 operations, 120 tokens')
})
