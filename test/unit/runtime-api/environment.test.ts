import { expect, it } from 'vitest'
import { createRuntimeApi } from '../../../src/runtime-api/create-runtime-api.ts'
import { environment } from '../../../src/runtime-api/environment.ts'

it("is empty outside a gateway, and the project's own inside one", () => {
  expect(environment).toEqual({})
  expect(createRuntimeApi({ A: '1' })['environment']).toEqual({ A: '1' })
})
