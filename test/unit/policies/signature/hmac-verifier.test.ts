import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { createHmacVerifier } from '../../../../src/policies/signature/hmac-verifier.ts'

it('accepts the signature of the content and nothing else', async () => {
  const verify = createHmacVerifier('secret')
  const content = new TextEncoder().encode('{"order":7}')
  const signature = createHmac('sha256', 'secret').update(content).digest('hex')
  expect(await verify(signature, content)).toBe(true)
  expect(await verify(signature.toUpperCase(), content)).toBe(true)
  for (const wrong of ['', signature.slice(2), `${signature}00`, signature.replace(/^../, 'zz')])
    expect(await verify(wrong, content)).toBe(false)
  expect(await verify(signature, new TextEncoder().encode('{"order":8}'))).toBe(false)
  expect(await verify(createHmac('sha256', 'other').update(content).digest('hex'), content)).toBe(false)
})
