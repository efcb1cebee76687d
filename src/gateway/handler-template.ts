import { GatewayError } from '../foundation/errors.ts'
import { compileUrlTemplate, type UrlTemplate } from '../foundation/http/url-template.ts'
import { nearestName } from '../foundation/nearest-name.ts'
import type { Exchange } from './exchange.ts'
import { createRequestFacade } from './facade/gateway-request.ts'
import { moduleContextOf } from './facade/module-context.ts'
import type { GatewayContext } from './request-context.ts'
import type { Setup } from './setup.ts'

/** Names that an expression of a template may start with. */
export const templateRoots: readonly string[] = [
  'env',
  'request',
  'context',
  'params',
  'query',
  'headers',
  'url',
  'host',
  'hostname',
  'pathname',
  'port',
  'search',
  'method',
  'origin',
  'protocol',
  'encodeURIComponent',
  'e',
]

/** Compiles the URL template of a handler's option; problems are reported at the option. */
export function compileHandlerTemplate(text: string, option: string, setup: Setup): UrlTemplate | undefined {
  const compiled = compileUrlTemplate(text)
  if (!compiled.ok) {
    setup.report({
      severity: 'error',
      code: 'SALLYPORT_CONFIG_INVALID_TEMPLATE',
      path: [option],
      message: compiled.error,
    })
    return undefined
  }
  for (const root of compiled.value.roots) {
    if (templateRoots.includes(root)) continue
    const near = nearestName(root, templateRoots)
    const hint = near === undefined ? `Known: ${templateRoots.join(', ')}.` : `Did you mean "${near}"?`
    setup.report({
      severity: 'error',
      code: 'SALLYPORT_CONFIG_INVALID_TEMPLATE',
      path: [option],
      message: `A template cannot read "${root}".`,
      hint,
    })
  }
  for (const name of compiled.value.environmentNames) {
    if (setup.environment[name] !== undefined) continue
    const near = nearestName(name, Object.keys(setup.environment))
    setup.report({
      severity: 'error',
      code: 'SALLYPORT_CONFIG_MISSING_VARIABLE',
      path: [option],
      message: `The variable ${name} is not set.`,
      hint:
        near === undefined
          ? `Put ${name}=… in .env or the environment.`
          : `Put ${name}=… in .env or the environment, or did you mean ${near}?`,
    })
  }
  return compiled.value
}

/** Fills a handler's template; an outcome that is no http(s) URL fails the request. */
export function fillHandlerTemplate(
  template: UrlTemplate,
  exchange: Exchange,
  context: GatewayContext,
  environment: Setup['environment'],
): string {
  const filled = template.fill(
    new Scope(exchange, context, environment) as unknown as Record<string, unknown>,
  )
  if (!/^https?:\/\//i.test(filled))
    throw new GatewayError('SALLYPORT_GATEWAY_FAILURE', {
      cause: new Error(`The URL template gave "${filled}", which is no http(s) URL.`),
    })
  return filled
}

/** What is absent stays nothing, as it is in a template without encoding. */
function encodePart(value?: string | number | boolean | null): string {
  return encodeURIComponent(value ?? '')
}

/** The names of a template, each made only when an expression reads it. */
class Scope {
  readonly env: Setup['environment']
  readonly encodeURIComponent = encodePart
  readonly e = encodePart
  private readonly exchange: Exchange
  private readonly inner: GatewayContext

  constructor(exchange: Exchange, context: GatewayContext, environment: Setup['environment']) {
    this.exchange = exchange
    this.inner = context
    this.env = environment
  }

  get request(): unknown {
    return createRequestFacade(this.exchange)
  }

  get context(): unknown {
    return moduleContextOf(this.inner, this.inner.actions.bodyLimit)
  }

  get params(): unknown {
    return this.exchange.params
  }

  get query(): unknown {
    return Object.fromEntries(new URLSearchParams(this.exchange.search))
  }

  get headers(): unknown {
    return new Headers(this.exchange.headers)
  }

  get url(): string {
    return this.exchange.origin + this.exchange.path + this.exchange.search
  }

  get host(): string {
    return new URL(this.exchange.origin).host
  }

  get hostname(): string {
    return new URL(this.exchange.origin).hostname
  }

  get port(): string {
    return new URL(this.exchange.origin).port
  }

  get protocol(): string {
    return new URL(this.exchange.origin).protocol
  }

  get pathname(): string {
    return this.exchange.path
  }

  get search(): string {
    return this.exchange.search
  }

  get method(): string {
    return this.exchange.method
  }

  get origin(): string {
    return this.exchange.origin
  }
}
