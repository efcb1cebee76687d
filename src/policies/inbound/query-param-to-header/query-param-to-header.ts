import { failureReply } from '../../../gateway/failure-response.ts'
import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { queryParamToHeaderOptions } from './options.ts'

/** Moves a query parameter into a header, for clients that can only be given a URL. */
export const queryParamToHeader = defineInboundPolicy({
  stage: 'inbound',
  exports: ['QueryParamToHeaderInboundPolicy'],
  policyTypes: ['query-param-to-header-inbound'],
  options: queryParamToHeaderOptions,
  create: ({ queryParam, headerName, headerValue, removeFromUrl }, { name }) => {
    const header = headerName.toLowerCase()
    return {
      name,
      handle: (exchange) => {
        const values = new URLSearchParams(exchange.search).getAll(queryParam)
        const [value] = values
        if (value === undefined) return undefined
        // RFC 9110 section 5.5: anything else could end the field and begin another one.
        if (values.length > 1 || !/^[\x20-\x7e]*$/.test(value))
          return failureReply(
            'SALLYPORT_REQUEST_MALFORMED',
            exchange,
            `Send the query parameter ${queryParam} once, in printable characters.`,
          )
        exchange.headers[header] = headerValue.replaceAll('{value}', () => value)
        if (removeFromUrl) exchange.search = withoutParameter(exchange.search, queryParam)
        return undefined
      },
    }
  },
})

/** The query without a parameter; the others stay as they were written. */
function withoutParameter(search: string, removed: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => !new URLSearchParams(pair).has(removed))
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}
