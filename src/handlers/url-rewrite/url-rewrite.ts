import { defineHandler } from '../../gateway/handler.ts'
import { forwardUpstream } from '../../gateway/forward-upstream.ts'
import { compileHandlerTemplate, fillHandlerTemplate } from '../../gateway/handler-template.ts'
import { urlRewriteOptions } from './options.ts'

/** A URL built from parameters, query and headers. */
export const urlRewrite = defineHandler({
  exports: ['urlRewriteHandler'],
  options: urlRewriteOptions,
  create({ rewritePattern, forwardSearch, followRedirects }, setup) {
    const template = compileHandlerTemplate(rewritePattern, 'rewritePattern', setup)
    const timeoutMs = setup.services.upstreamTimeoutMs
    return function rewriteToUrl(exchange, context) {
      if (template === undefined) throw new Error('A handler with a broken template never serves.')
      const url = fillHandlerTemplate(template, exchange, context, setup.environment)
      return forwardUpstream(exchange, context, forwardSearch ? appendSearch(url, exchange.search) : url, {
        followRedirects,
        timeoutMs,
      })
    }
  },
})

function appendSearch(url: string, search: string): string {
  if (search.length <= 1) return url
  return url.includes('?') ? `${url}&${search.slice(1)}` : url + search
}
