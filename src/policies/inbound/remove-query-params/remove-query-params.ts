import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { removeParams } from '../../query/search.ts'
import { removeQueryParamsOptions } from './options.ts'

/** Removes query parameters of the request. */
export const removeQueryParams = defineInboundPolicy({
  stage: 'inbound',
  exports: ['RemoveQueryParamsInboundPolicy'],
  policyTypes: ['remove-query-params-inbound'],
  options: removeQueryParamsOptions,
  create: ({ params }, { name }) => {
    const names = new Set(params)
    return {
      name,
      handle: (exchange) => {
        exchange.search = removeParams(exchange.search, names)
        return undefined
      },
    }
  },
})
