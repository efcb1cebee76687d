import type { TextPattern } from './compile-pattern.ts'
import { secretRules, type SecretRule } from './secret-rules.ts'

/** Replaces the secrets of a text; answers the same text when there are none. */
export type MaskSecrets = (text: string) => string

/** Shorter texts hold no secret that the rules know. */
const shortestSecret = 20

/**
 * Compiles the rules of the gateway to one expression each, and puts those of the project after them. What they find is
 * replaced by the mask, which is taken as it is.
 */
export function compileMask(mask: string, additional: readonly TextPattern[]): MaskSecrets {
  const known = secretRules.map((rule) => ({ rule, expression: compileRule(rule) }))
  const replacement = (): string => mask
  return (text) => {
    let masked = text
    if (text.length >= shortestSecret) {
      for (const { rule, expression } of known) {
        // Looking for a plain text is far cheaper, and most texts hold none of them.
        if (rule.beginnings.some((beginning) => masked.includes(beginning)))
          masked = masked.replaceAll(expression, replacement)
      }
    }
    for (const pattern of additional) masked = pattern.replaceAll(masked, replacement)
    return masked
  }
}

/** Not within a longer word: `ghp_` in the middle of base64 text begins nothing. */
function compileRule({ beginnings, characters, shortest }: SecretRule): RegExp {
  const begins = beginnings.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)).join('|')
  return new RegExp(
    `(?<![A-Za-z0-9])(?:${begins})[${characters}]{${shortest},}(?:-----END [A-Z ]{1,30}-----)?`,
    'g',
  )
}
