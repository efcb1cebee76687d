import { toPlatformRequest } from '../../gateway/facade/gateway-request.ts'
import { traceSubrequest } from '../../gateway/send-upstream.ts'
import type { SpanScope } from '../../telemetry/span.ts'

/** The `fetch` of project modules: it takes the gateway's request objects, and what a traced request calls is traced too. */
export function createModuleFetch(scope: SpanScope): typeof fetch {
  return (input, init) => {
    const platform = toPlatformRequest(input)
    const span = scope.current()
    if (span === undefined) return fetch(platform, init)
    const asked = platform instanceof Request ? platform : undefined
    const target = {
      method: (init?.method ?? asked?.method ?? 'GET').toUpperCase(),
      url: platform instanceof Request ? platform.url : platform.toString(),
      headers: Object.fromEntries(new Headers(init?.headers ?? asked?.headers)),
    }
    // What is no absolute URL fails as it does without tracing.
    if (!URL.canParse(target.url)) return fetch(platform, init)
    return traceSubrequest(span, target, (headers) => fetch(platform, { ...init, headers }))
  }
}
