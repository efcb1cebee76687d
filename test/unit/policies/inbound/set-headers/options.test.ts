import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../../src/foundation/json/shape.ts'
import { setHeadersOptions } from '../../../../../src/policies/inbound/set-headers/options.ts'

describe('setHeadersOptions', () => {
  it('take a list of headers', () => {
    expect(
      checkShape(setHeadersOptions, { headers: [{ name: 'X-Team', value: 'books' }] }).value,
    ).toBeDefined()
  })

  it('refuse anything else', () => {
    expect(checkShape(setHeadersOptions, {}).value).toBeUndefined()
    expect(checkShape(setHeadersOptions, { headers: [{ name: 'x', valeu: 'y' }] }).value).toBeUndefined()
  })
})
