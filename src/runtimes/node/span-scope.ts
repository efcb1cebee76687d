import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span, SpanScope } from '../../telemetry/span.ts'

/** A scope that follows the code of a project across everything it waits for. */
export function createSpanScope(): SpanScope {
  const storage = new AsyncLocalStorage<Span>()
  return {
    run: (span, work) => storage.run(span, work),
    current: () => storage.getStore(),
  }
}
