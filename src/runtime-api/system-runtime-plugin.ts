import type { RuntimeExtensions } from '../gateway/runtime-extensions.ts'

/** Base of a project's own plugins: override `initialize` and add hooks there. */
export class SystemRuntimePlugin {
  initialize(_runtime: RuntimeExtensions): void | Promise<void> {
    return undefined
  }
}
