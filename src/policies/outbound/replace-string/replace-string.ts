import { isTextType } from '../../../openapi/media-type.ts'
import { defineOutboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { changeReplyText } from '../../body/change-reply-text.ts'
import { compilePattern, type TextPattern } from '../../text/compile-pattern.ts'
import { replaceStringOptions } from './options.ts'

/** Replaces a text, or what a regular expression matches, in the body of the answer. */
export const replaceString = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['ReplaceStringOutboundPolicy'],
  policyTypes: ['replace-string-outbound'],
  options: replaceStringOptions,
  create: ({ mode, match, replaceWith }, setup) => {
    const pattern = mode === 'regexp' ? compileMatch(match, setup) : undefined
    const change = (text: string): string =>
      // A function, because `$&` means nothing in a plain text.
      pattern === undefined
        ? text.replaceAll(match, () => replaceWith)
        : pattern.replaceAll(text, replaceWith)
    const terms = { policy: setup.name, limit: setup.bodyLimit, applies: isTextType, change }
    return {
      name: setup.name,
      readsText: true,
      handle: (reply, exchange, context) => changeReplyText(reply, exchange, context, terms),
    }
  },
})

function compileMatch(match: string, { report }: PolicySetup): TextPattern | undefined {
  const compiled = compilePattern(match, true)
  if ('pattern' in compiled) return compiled.pattern
  const { problem: message, hint } = compiled
  report({ severity: 'error', code: 'SALLYPORT_CONFIG_INVALID_VALUE', path: ['match'], message, hint })
  return undefined
}
