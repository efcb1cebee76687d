import { expect, test } from 'vitest'
import { overflowReader } from '../../../../src/mcp/resources/overflow-reader.ts'
import { keepOverflow } from '../../../../src/mcp/tools/shaping/overflow-store.ts'
import { contextOf, createWorld, exchangeWith } from '../../../support/policy-setup.ts'

const ada = { sub: 'ada', data: { iss: 'https://issuer.example' } }

test('the whole of an answer is read by its caller, and is not there for anybody else', async () => {
  const { services, close } = createWorld()
  const uri = (await keepOverflow(services, ada, { mimeType: 'application/json', text: '[1]' })) ?? ''
  expect(uri.startsWith(overflowReader.prefix)).toBe(true)
  const exchange = exchangeWith({ user: ada })
  expect(await overflowReader.read(uri, exchange, contextOf(exchange, services))).toMatchObject({
    ok: true,
    value: { contents: [{ uri, mimeType: 'application/json', text: '[1]' }] },
  })
  const other = exchangeWith({ user: { ...ada, sub: 'sam' } })
  expect(await overflowReader.read(uri, other, contextOf(other, services))).toMatchObject({
    ok: false,
    error: { reason: 'not-found' },
  })
  await close()
})
