import { ok, refuse } from '../../foundation/result.ts'
import { overflowPrefix, readOverflow } from '../tools/shaping/overflow-store.ts'
import type { ResourceReader } from './resource.ts'

/** Reads whole answers of which a tool call showed a part. */
export const overflowReader: ResourceReader = {
  prefix: overflowPrefix,
  async read(uri, exchange, context) {
    const overflow = await readOverflow(context.services, exchange.user, uri)
    if (overflow === undefined) {
      const message = 'There is no answer at this address for you; answers are kept for ten minutes.'
      return refuse({ reason: 'not-found', message })
    }
    // The same address never holds anything else.
    return ok({ contents: [{ uri, ...overflow }], ttlMs: 60_000 })
  },
}
