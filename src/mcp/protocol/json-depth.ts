/** Deepest nesting of a message; whatever walks a value may call itself that often. */
export const deepestJson = 128

/** True when JSON text is nested deeper than a message may be. */
export function isTooDeep(text: string): boolean {
  // Whatever is nested deeper is longer than this.
  if (text.length < 2 * deepestJson) return false
  let depth = 0
  let isText = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (isText) {
      if (code === backslash) index++
      else if (code === quote) isText = false
    } else if (code === quote) isText = true
    else if (code === openBrace || code === openBracket) {
      if (++depth > deepestJson) return true
    } else if (code === closeBrace || code === closeBracket) depth--
  }
  return false
}

const quote = 0x22
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
