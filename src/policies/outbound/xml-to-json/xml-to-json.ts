import { isXmlType } from '../../../openapi/media-type.ts'
import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { changeReplyText } from '../../body/change-reply-text.ts'
import { parseStatusCodes } from '../../limits/status-codes.ts'
import { xmlToJsonOptions } from './options.ts'
import { createXmlParser } from './parse-xml.ts'

/** Turns answers in XML into JSON. */
export const xmlToJson = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['XmlToJsonOutboundPolicy'],
  policyTypes: ['xml-to-json-outbound'],
  options: xmlToJsonOptions,
  create: (options, { name, bodyLimit }) => {
    const parse = createXmlParser(options)
    const isTurned = statusTest(options.parseOnStatusCodes)
    return {
      name,
      readsText: true,
      handle: (reply, exchange, context) => {
        if (!isTurned(reply.status)) return reply
        return changeReplyText(reply, exchange, context, {
          policy: name,
          limit: bodyLimit,
          applies: isXmlType,
          mediaType: 'application/json',
          change: (text) => {
            const value = parse(text)
            if (value !== undefined) return JSON.stringify(value)
            context.log.warn('answer left unchanged', { policy: name, why: 'it is no well-formed XML' })
            return undefined
          },
        })
      },
    }
  },
})

function statusTest(codes: string | readonly number[] | undefined): (status: number) => boolean {
  const parsed = typeof codes === 'string' ? parseStatusCodes(codes) : undefined
  return parsed ?? ((status) => typeof codes !== 'object' || codes.includes(status))
}
