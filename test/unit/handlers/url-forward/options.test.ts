import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { urlForwardOptions } from '../../../../src/handlers/url-forward/options.ts'

describe('urlForwardOptions', () => {
  it('need a URL; the query travels along and redirects are handed back', () => {
    expect(checkShape(urlForwardOptions, { baseUrl: 'https://a.example' }).value).toEqual({
      baseUrl: 'https://a.example',
      forwardSearch: true,
      followRedirects: false,
    })
  })

  it.each([
    {},
    { baseUrl: '' },
    { baseUrl: 1 },
    { baseUrl: 'x', forwardSearch: 'no' },
    { baseUrl: 'x', followRedirect: true },
  ])('refuse %j', (options) => {
    expect(checkShape(urlForwardOptions, options).value).toBeUndefined()
  })
})
