import { expect, it } from 'vitest'
import { authzenOptions } from '../../../../../src/policies/inbound/authzen/options.ts'

const options = {
  authorizerHostname: 'pdp.example.com',
  subject: { type: 'user', id: '$authzen-prop(request.user.sub)' },
  resource: { type: 'route', id: '$authzen-prop(context.route.path)' },
  action: { name: '$authzen-prop(request.method)' },
}

it('take what is documented', () => {
  expect(authzenOptions.parse(options)).toMatchObject({
    throwOnError: true,
    cacheTtlSeconds: 0,
    timeoutSeconds: 5,
  })
})

it.each([
  { authorizerHostname: 'http://pdp.example.com' },
  { authorizerHostname: 'pdp.example.com/path' },
  { action: { name: '$authzen-prop(request.user)' } },
  { subject: { type: 'user' } },
])('refuse %j', (changes) => {
  expect(authzenOptions.safeParse({ ...options, ...changes }).success).toBe(false)
})
