import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { removeHeadersOptions } from '../../../../../src/policies/outbound/remove-headers/options.ts'

describe('removeHeadersOptions', () => {
  it('take a list of headers', () => {
    expect(checkShape(removeHeadersOptions, { headers: ['X-Team'] }).value).toBeDefined()
  })

  it('refuse anything else', () => {
    expect(checkShape(removeHeadersOptions, {}).value).toBeUndefined()
    expect(checkShape(removeHeadersOptions, { headers: 'x' }).value).toBeUndefined()
  })
})
