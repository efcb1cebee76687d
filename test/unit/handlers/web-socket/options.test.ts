import { describe, expect, it } from 'vitest'
import { webSocketOptions } from '../../../../src/handlers/web-socket/options.ts'

describe('webSocketOptions', () => {
  it('needs a pattern', () => {
    expect(webSocketOptions.safeParse({}).success).toBe(false)
    expect(webSocketOptions.safeParse({ rewritePattern: '' }).success).toBe(false)
    expect(webSocketOptions.parse({ rewritePattern: 'https://a.example' })).toEqual({
      rewritePattern: 'https://a.example',
    })
  })
})
