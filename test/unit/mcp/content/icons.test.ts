import { expect, test } from 'vitest'
import { icons } from '../../../../src/mcp/content/icons.ts'

test('pictures are http(s) URLs or data: URLs of images', () => {
  const given = [
    { src: 'https://example.com/a.png', mimeType: 'image/png', sizes: ['48x48'], theme: 'dark' },
    { src: 'data:image/svg+xml;base64,PHN2Zy8+' },
  ]
  expect(icons.parse(given)).toEqual(given)
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'a.png'])(
  '%s is refused',
  (src) => {
    expect(icons.safeParse([{ src }]).success).toBe(false)
  },
)
