import { isTextType } from '../../../openapi/media-type.ts'
import { defineOutboundPolicy, type PolicySetup } from '../../../gateway/policy.ts'
import { changeReplyText } from '../../body/change-reply-text.ts'
import { mayNeverEnd } from '../../text/may-never-end.ts'
import { replaceStringOptions } from './options.ts'

/** Replaces a text, or what a regular expression matches, in the body of the answer. */
export const replaceString = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['ReplaceStringOutboundPolicy'],
  policyTypes: ['replace-string-outbound'],
  options: replaceStringOptions,
  create: ({ mode, match, replaceWith }, setup) => {
    const pattern = mode === 'regexp' ? compilePattern(match, setup) : undefined
    const change = (text: string): string =>
      // A function, because `$&` means nothing in a plain text.
      pattern === undefined ? text.replaceAll(match, () => replaceWith) : text.replace(pattern, replaceWith)
    const terms = { policy: setup.name, limit: setup.bodyLimit, applies: isTextType, change }
    return {
      name: setup.name,
      handle: (reply, exchange, context) => changeReplyText(reply, exchange, context, terms),
    }
  },
})

function compilePattern(match: string, { report }: PolicySetup): RegExp {
  const problem = { severity: 'error', code: 'SALLYPORT_CONFIG_INVALID_VALUE', path: ['match'] } as const
  if (mayNeverEnd(match))
    report({
      ...problem,
      message: `"${match}" repeats without end what repeats or chooses itself, which can take forever on some answers.`,
      hint: 'Say how often, such as {1,100}, or leave one of the two repetitions out.',
    })
  try {
    return new RegExp(match, 'gu')
  } catch (error) {
    report({
      ...problem,
      message: `"${match}" is no regular expression: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Write it in the syntax of JavaScript, or use "mode": "string".',
    })
    return /(?!)/gu
  }
}
