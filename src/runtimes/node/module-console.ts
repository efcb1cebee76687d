import { AsyncLocalStorage } from 'node:async_hooks'
import { createModuleLog, ModuleContext, type ModuleLog } from '../../gateway/facade/module-context.ts'
import type { ProjectModules } from '../../gateway/project-modules.ts'
import type { Log } from '../../telemetry/log.ts'

/** What takes the place of `console` in the modules of a project. */
export interface ModuleConsole {
  /** Five methods write to the log; all others do nothing. */
  readonly console: Console
  /** The same modules; what they print while a function of theirs handles a request goes to the log of that request. */
  follow(modules: ProjectModules): ProjectModules
}

const printing = ['debug', 'info', 'log', 'warn', 'error'] as const

/** Makes the `console` of a project's modules. */
export function createModuleConsole(log: Log): ModuleConsole {
  const requests = new AsyncLocalStorage<ModuleContext>()
  const outside = createModuleLog({ log })
  const current = (): ModuleLog => requests.getStore()?.log ?? outside
  const methods = Object.fromEntries(
    printing.map((name) => [name, (...values: unknown[]) => current()[name](...values)]),
  )
  const silent = (): void => undefined
  return {
    console: new Proxy(methods as unknown as Console, {
      get: (target, name): unknown => Reflect.get(target, name) ?? (name in console ? silent : undefined),
    }),
    follow: (modules) => followed(modules, requests),
  }
}

function followed(modules: ProjectModules, requests: AsyncLocalStorage<ModuleContext>): ProjectModules {
  const follow = <F extends (...values: unknown[]) => unknown>(fn: F): F =>
    // A proxy stays what the function is, a class among others.
    new Proxy(fn, {
      apply: (target, self, values: unknown[]) => {
        const context = values.find((value) => value instanceof ModuleContext)
        const call = (): unknown => Reflect.apply(target, self, values)
        return context === undefined ? call() : requests.run(context, call)
      },
    })
  return {
    exportsOf: (specifier) => {
      const exports = modules.exportsOf(specifier)
      if (exports === undefined) return undefined
      const entries = Object.entries(exports).map(([name, value]) => [
        name,
        typeof value === 'function' ? follow(value as (...values: unknown[]) => unknown) : value,
      ])
      return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, unknown>
    },
  }
}
