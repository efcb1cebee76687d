import { defineInboundPolicy } from '../../../gateway/policy.ts'
import { setParams } from '../../query/search.ts'
import { setQueryParamsOptions } from './options.ts'

/** Sets query parameters of the request. */
export const setQueryParams = defineInboundPolicy({
  stage: 'inbound',
  exports: ['SetQueryParamsInboundPolicy'],
  policyTypes: ['set-query-params-inbound'],
  options: setQueryParamsOptions,
  create: ({ params }, { name }) => ({
    name,
    handle: (exchange) => {
      exchange.search = setParams(exchange.search, params)
      return undefined
    },
  }),
})
