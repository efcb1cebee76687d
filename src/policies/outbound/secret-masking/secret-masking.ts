import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { isJsonType, isTextType } from '../../../openapi/media-type.ts'
import { changeReplyText } from '../../body/change-reply-text.ts'
import { compilePattern } from '../../text/compile-pattern.ts'
import { mapJsonText, mapText } from '../../text/map-strings.ts'
import { mapToolResult } from '../../text/map-tool-result.ts'
import { compileMask } from '../../text/mask-secrets.ts'
import { secretMaskingOptions } from './options.ts'

/** Replaces secrets in answers and in tool results. */
export const secretMasking = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['SecretMaskingOutboundPolicy'],
  policyTypes: ['secret-masking-outbound'],
  options: secretMaskingOptions,
  create: ({ mask, additionalPatterns }, { name, bodyLimit: limit, report }) => {
    const additional = additionalPatterns.flatMap((pattern, index) => {
      const compiled = compilePattern(pattern, 'g')
      if ('expression' in compiled) return [compiled.expression]
      report({
        severity: 'error',
        code: 'SALLYPORT_MASKING_PATTERN_REFUSED',
        path: ['additionalPatterns', index],
        message: compiled.problem,
        hint: 'Write how the secret begins, then a character class with a count, such as "acme_[a-z0-9]{32}".',
      })
      return []
    })
    const maskSecrets = compileMask(mask, additional)
    return {
      name,
      handle: (reply, exchange, context) => {
        const type = reply.headers['content-type']
        const isJson = typeof type === 'string' && isJsonType(type)
        return changeReplyText(reply, exchange, context, {
          policy: name,
          limit,
          applies: isTextType,
          change: (text) => (isJson ? mapJsonText(text, maskSecrets) : mapText(text, maskSecrets)),
        })
      },
      handleToolResult: (result) => mapToolResult(result, maskSecrets),
    }
  },
})
