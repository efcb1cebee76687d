import { defineHandler } from '../../gateway/handler.ts'
import { forwardUpstream } from '../../gateway/forward-upstream.ts'
import { compileHandlerTemplate, fillHandlerTemplate } from '../../gateway/handler-template.ts'
import { urlForwardOptions } from './options.ts'

/** Same path, other origin. */
export const urlForward = defineHandler({
  exports: ['urlForwardHandler'],
  options: urlForwardOptions,
  create({ baseUrl, forwardSearch, followRedirects }, setup) {
    const template = compileHandlerTemplate(baseUrl, 'baseUrl', setup)
    const timeoutMs = setup.services.upstreamTimeoutMs
    // A base that reads nothing but variables is the same for every request.
    const fixed =
      template !== undefined && template.roots.every((root) => root === 'env')
        ? template.fill({ env: setup.environment })
        : undefined
    const isKnown = template?.environmentNames.every((name) => setup.environment[name] !== undefined)
    if (fixed !== undefined && isKnown === true && !isHttp(fixed)) {
      const message = `"${fixed}" is no http(s) URL.`
      setup.report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: ['baseUrl'],
        message,
        hint: 'Begin it with https:// or http://.',
      })
    }
    return function forwardToUrl(exchange, context) {
      if (template === undefined) throw new Error('A handler with a broken template never serves.')
      const base = trimSlash(fixed ?? fillHandlerTemplate(template, exchange, context, setup.environment))
      const url = base + exchange.path + (forwardSearch ? exchange.search : '')
      return forwardUpstream(exchange, context, url, { followRedirects, timeoutMs })
    }
  },
})

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url)
}

function trimSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url
}
