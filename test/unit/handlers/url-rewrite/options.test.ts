import { describe, expect, it } from 'vitest'
import { checkShape } from '../../../../src/foundation/json/shape.ts'
import { urlRewriteOptions } from '../../../../src/handlers/url-rewrite/options.ts'

describe('urlRewriteOptions', () => {
  it('need a URL; the query travels along and redirects are handed back', () => {
    expect(checkShape(urlRewriteOptions, { rewritePattern: 'https://a.example' }).value).toEqual({
      rewritePattern: 'https://a.example',
      forwardSearch: true,
      followRedirects: false,
    })
  })

  it.each([
    {},
    { rewritePattern: '' },
    { rewritePattern: 1 },
    { rewritePattern: 'x', forwardSearch: 'no' },
    { rewritePattern: 'x', followRedirect: true },
  ])('refuse %j', (options) => {
    expect(checkShape(urlRewriteOptions, options).value).toBeUndefined()
  })
})
