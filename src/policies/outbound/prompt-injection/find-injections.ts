import { hasTagText, normalizeText } from '../../text/normalize-text.ts'
import { injectionRules, type InjectionRule } from './injection-rules.ts'

/** Name under which words that no person can see are reported. */
const hiddenText = 'hidden-text'

/** Names of the rules that a text breaks, in the order of the rules; empty for a text that gives no orders. */
export type FindInjections = (text: string) => readonly string[]

/** Puts the rules of the project behind those of the gateway, except those that the project turned off. */
export function compileSearch(
  additional: readonly InjectionRule[],
  disabled: ReadonlySet<string>,
): FindInjections {
  const rules = [...injectionRules, ...additional].filter(({ name }) => !disabled.has(name))
  return (text) => {
    const normalized = normalizeText(text)
    const broken = rules.filter(({ expression }) => expression.test(normalized)).map(({ name }) => name)
    return !disabled.has(hiddenText) && hasTagText(text) ? [...broken, hiddenText] : broken
  }
}
