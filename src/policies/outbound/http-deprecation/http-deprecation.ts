import { defineOutboundPolicy } from '../../../gateway/policy.ts'
import { httpDeprecationOptions } from './options.ts'

/** Says with every answer that the operation is deprecated, and when it will end. */
export const httpDeprecation = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['HttpDeprecationOutboundPolicy'],
  policyTypes: ['http-deprecation-outbound'],
  options: httpDeprecationOptions,
  create: ({ deprecation, sunset, link, sunsetLink, successor }, { name, services, report }) => {
    const since = typeof deprecation === 'string' ? Date.parse(deprecation) : services.now()
    const end = sunset === undefined ? undefined : Date.parse(sunset)
    // RFC 9745 section 4: the end must not come before the deprecation.
    if (end !== undefined && typeof deprecation === 'string' && end < since)
      report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: ['sunset'],
        message: 'The operation would end before it is deprecated.',
        hint: 'Make "sunset" later than "deprecation".',
      })
    // RFC 9745 section 2: a date of RFC 9651, seconds since the epoch.
    const deprecationField = `@${Math.floor(since / 1000)}`
    const sunsetField = end === undefined ? undefined : new Date(end).toUTCString()
    const links = [
      ...linkTo(link, 'deprecation'),
      ...linkTo(sunsetLink, 'sunset'),
      ...linkTo(successor, 'successor-version'),
    ].join(', ')
    return {
      name,
      handle: (reply) => {
        const { headers } = reply
        if (deprecation !== false) headers['deprecation'] = deprecationField
        if (sunsetField !== undefined) headers['sunset'] = sunsetField
        if (links !== '') headers['link'] = [headers['link'] ?? [], links].flat().join(', ')
        return reply
      },
    }
  },
})

function linkTo(url: string | undefined, relation: string): readonly string[] {
  return url === undefined ? [] : [`<${new URL(url).href}>; rel="${relation}"`]
}
