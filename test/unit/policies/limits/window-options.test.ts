import { expect, it } from 'vitest'
import * as z from 'zod'
import { identifierReference, windowOptions } from '../../../../src/policies/limits/window-options.ts'

const shape = z.object(windowOptions)

it('have the documented defaults', () => {
  expect(shape.parse({ rateLimitBy: 'ip' })).toEqual({
    rateLimitBy: 'ip',
    timeWindowMinutes: 60,
    headerMode: 'retry-after',
    throwOnFailure: false,
    mode: 'strict',
    mcpCounts: 'tool-calls',
  })
})

it('refuse windows that are too short or too long, and functions without a name', () => {
  for (const timeWindowMinutes of [0, 1 / 61, 527_041])
    expect(shape.safeParse({ rateLimitBy: 'ip', timeWindowMinutes }).success).toBe(false)
  expect(identifierReference.safeParse({ module: './modules/m' }).success).toBe(false)
})
