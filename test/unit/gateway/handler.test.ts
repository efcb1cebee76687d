import { expect, it } from 'vitest'
import * as z from 'zod'
import { defineHandler } from '../../../src/gateway/handler.ts'

it('gives the definition back, with the options its schema types', () => {
  const definition = {
    exports: ['h'] as const,
    options: z.object({ a: z.string() }),
    create:
      ({ a }: { a: string }) =>
      () => ({ status: 200, headers: {}, body: a.toUpperCase() }),
  }
  expect(defineHandler({ ...definition, exports: ['h'] })).toMatchObject(definition)
})
