import { afterEach, expect, it } from 'vitest'
import { BufferedBody, emptyBody, type RequestBody } from '../../../../../src/gateway/exchange.ts'
import { requestSizeLimit } from '../../../../../src/policies/inbound/request-size-limit/request-size-limit.ts'
import { createWorld, type World } from '../../../../support/policy-setup.ts'
import { createPolicy, judge } from '../../../../support/token-policy.ts'

let world: World
afterEach(() => world.close())

/** A body that arrives without its length. */
class ChunkedBody extends BufferedBody {
  override get length(): number {
    return undefined as unknown as number
  }
}

it.each<[string, RequestBody, number | undefined]>([
  ['no body', emptyBody, undefined],
  ['the limit', new BufferedBody('12345'), undefined],
  ['one byte more', new BufferedBody('123456'), 413],
  ['one byte more in fewer characters', new BufferedBody('12345é'.slice(1)), 413],
  ['a body that does not announce its length', new ChunkedBody('123456'), 413],
])('%s', async (_, body, status) => {
  world = createWorld()
  for (const trustContentLengthHeader of [false, true]) {
    const policy = createPolicy(requestSizeLimit, { maxSizeInBytes: 5, trustContentLengthHeader }, world)
    const { reply } = await judge(policy, world, { body })
    expect(reply?.status).toBe(status)
    if (status !== undefined) expect(reply?.body).toContain('The limit is 5 bytes.')
  }
})
