import { LRUCache } from 'lru-cache'
import type { RequestUser } from '../../gateway/exchange.ts'
import type { AccessModel } from './model.ts'
import type { AccessRule } from './rule.ts'

/** Most different views that are kept written. */
const mostViews = 64

/**
 * The lists of a server as different callers see them. A view is written when the first caller of its kind asks, and kept:
 * callers who satisfy the same rules share it, whatever their tokens say besides.
 */
export class ListViews<View extends object> {
  private readonly model: AccessModel
  private readonly write: (isListed: (rule: AccessRule | undefined) => boolean) => View
  private readonly views = new LRUCache<string, View>({ max: mostViews })

  constructor(model: AccessModel, write: (isListed: (rule: AccessRule | undefined) => boolean) => View) {
    this.model = model
    this.write = write
  }

  /** What a caller sees. */
  of(user: RequestUser | undefined): View {
    const listed = this.model.listedFor(user)
    const known = this.views.get(listed)
    if (known !== undefined) return known
    const view = this.write((rule) => rule === undefined || listed[rule.index] === '1')
    this.views.set(listed, view)
    return view
  }
}
