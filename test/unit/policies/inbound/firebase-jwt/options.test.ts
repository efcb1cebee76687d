import { expect, it } from 'vitest'
import { firebaseJwtOptions } from '../../../../../src/policies/inbound/firebase-jwt/options.ts'

it('take what is documented', () => {
  expect(firebaseJwtOptions.safeParse({ projectId: 'my-project-1' }).success).toBe(true)
})

it.each([{}, { projectId: 'my/project' }])('refuse %j', (options: unknown) => {
  expect(firebaseJwtOptions.safeParse(options).success).toBe(false)
})
