import { expect, test } from 'vitest'
import * as z from 'zod'
import { ApiProblem } from '../../../../src/testing/okta-org/api-problem.ts'
import { parseBody } from '../../../../src/testing/okta-org/parse-body.ts'

const shape = z.object({ name: z.string().min(1, 'left blank'), size: z.number() })

test('a good body passes, a bad one names every field', () => {
  expect(parseBody(shape, { name: 'a', size: 1, more: true })).toEqual({ name: 'a', size: 1 })
  const refuse = (): unknown => parseBody(shape, { name: '', size: 'x' })
  expect(refuse).toThrow(ApiProblem)
  expect(refuse).toThrow('Api validation failed: name')
  try {
    refuse()
  } catch (error) {
    expect((error as ApiProblem).causes).toEqual(['name: left blank', expect.stringMatching(/^size: /)])
  }
  expect(() => parseBody(shape, undefined)).toThrow('Api validation failed: name')
})
