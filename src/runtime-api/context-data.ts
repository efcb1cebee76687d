import type { ModuleContext } from '../gateway/facade/module-context.ts'
import type { Untyped } from '../gateway/facade/untyped.ts'

const bags = new WeakMap<ModuleContext, Map<string, unknown>>()

function bagOf(context: ModuleContext): Map<string, unknown> {
  let bag = bags.get(context)
  if (bag === undefined) {
    bag = new Map()
    bags.set(context, bag)
  }
  return bag
}

/** A value that hangs on a request's context and is forgotten with it. */
export class ContextData<T = Untyped> {
  private readonly key: string

  constructor(key: string) {
    this.key = key
  }

  get(context: ModuleContext): T | undefined {
    return ContextData.get<T>(context, this.key)
  }

  set(context: ModuleContext, value: T): void {
    ContextData.set(context, this.key, value)
  }

  static get<T>(context: ModuleContext, key: string): T | undefined {
    return bagOf(context).get(key) as T | undefined
  }

  static set(context: ModuleContext, key: string, value: unknown): void {
    bagOf(context).set(key, value)
  }
}
