import { SystemRuntimePlugin } from './system-runtime-plugin.ts'

/** Base of a project's plugins that answer requests: `initialize` adds the hooks that do. */
export class RequestHandlerPlugin extends SystemRuntimePlugin {}
