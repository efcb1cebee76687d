import type { GatewayRequest } from '../../gateway/facade/gateway-request.ts'
import type { ModuleContext } from '../../gateway/facade/module-context.ts'
import type { PolicySetup } from '../../gateway/policy.ts'

/** A function of a project that a limit asks about a request; what it answers must be checked. */
export type LimitFunction = (request: GatewayRequest, context: ModuleContext, policyName: string) => unknown

/** Finds the function that options name; a mistake is reported at the option, and stops the start. */
export function findFunction(
  setup: PolicySetup,
  reference: { readonly module: string; readonly export: string } | undefined,
  option: readonly string[],
  hint: string,
): LimitFunction | undefined {
  const found = reference === undefined ? undefined : setup.findExport(reference)
  if (typeof found === 'function') return found as LimitFunction
  setup.report({
    severity: 'error',
    code: 'SALLYPORT_LIMIT_NO_IDENTIFIER',
    path: reference === undefined ? [] : option,
    message: 'This limit counts by a function, and there is none.',
    hint,
  })
  return undefined
}
