import { GatewayError } from '../../../foundation/errors.ts'
import { jsonReply } from '../../../gateway/exchange.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { replaceRequestBody } from '../../body/replace-body.ts'
import { formDataToJsonOptions } from './options.ts'
import { isForm, readForm } from './read-form.ts'

/** Turns the form that a page sends into a JSON body. */
export const formDataToJson = defineInboundPolicy({
  stage: 'inbound',
  exports: ['FormDataToJsonInboundPolicy'],
  policyTypes: ['formdata-to-json-inbound'],
  options: formDataToJsonOptions,
  create: ({ badRequestIfNotFormData, optionalHoneypotName: honeypot }, { name }) => ({
    name,
    handle: async (exchange) => {
      const mediaType = exchange.headers['content-type'] ?? ''
      const fields = isForm(mediaType) ? await readForm(await exchange.body.bytes(), mediaType) : undefined
      if (fields === undefined) {
        if (!badRequestIfNotFormData) return undefined
        throw new GatewayError('SALLYPORT_REQUEST_MALFORMED', {
          detail:
            'The body must be a form without files: application/x-www-form-urlencoded or multipart/form-data.',
        })
      }
      // A robot is not told that it was found out.
      if (honeypot !== undefined && (fields[honeypot] ?? '') !== '') return jsonReply(200, {})
      if (honeypot !== undefined) delete fields[honeypot]
      replaceRequestBody(exchange, JSON.stringify(fields), 'application/json')
      return undefined
    },
  }),
})
