import { nearestName } from '../foundation/nearest-name.ts'
import { ok, refuse } from '../foundation/result.ts'
import type { Result } from '../foundation/result.ts'
import type { Problem } from './compilation.ts'
import { referredFile } from './referred-files.ts'

/** What {@link CodeReference.module} says for code of the gateway itself. */
export const gatewayModule = 'gateway'

/** Specifiers of the project format that mean the gateway itself. */
export const gatewaySpecifiers: readonly string[] = [
  '@zuplo/runtime',
  'sallyport',
  '@zuplo/graphql',
  '@zuplo/runtime/mcp-gateway',
]

const endings = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js', '/index.mjs']
const ending = /(?:\/index)?\.(?:[mc]?[jt]sx?|json)$/

/** True for texts that mean to be an import statement, well formed or not. */
export function looksLikeImport(text: string): boolean {
  return text.trimStart().startsWith('$import')
}

/** The file that `$import(./schemas/book.json)` in options names; undefined for code, and for what lies outside the project. */
export function dataFile(text: string): string | undefined {
  const specifier = /^\$import\(([^()]+\.json)\)$/.exec(text.trim())?.[1]?.trim()
  return specifier?.startsWith('./') === true ? referredFile(specifier, '') : undefined
}

/** Resolves `$import(...)` to the module it names: {@link gatewayModule}, or a path under `./modules/` that exists. */
export function resolveImport(text: string, modulePaths: readonly string[]): Result<string, Problem> {
  const specifier = /^\$import\(([^()]+)\)$/.exec(text.trim())?.[1]?.trim()
  if (specifier === undefined) return refuse(describeMalformed(text))
  if (gatewaySpecifiers.includes(specifier)) return ok(gatewayModule)
  if (moduleFile(specifier, modulePaths) !== undefined) return ok(specifier)
  return refuse(describeUnknown(specifier, modulePaths))
}

/** The file a specifier such as `./modules/hello` stands for, by the endings a bundler tries. */
export function moduleFile(specifier: string, modulePaths: readonly string[]): string | undefined {
  if (!specifier.startsWith('./modules/')) return undefined
  const path = specifier.slice('./'.length)
  for (const candidate of endings) if (modulePaths.includes(path + candidate)) return path + candidate
  return undefined
}

function describeMalformed(text: string): Problem {
  const bare = text.trim()
  const meant = gatewaySpecifiers.includes(bare) || bare.startsWith('./') ? bare : undefined
  return {
    code: 'SALLYPORT_CONFIG_MALFORMED_IMPORT',
    message: `"${text}" does not name a module.`,
    hint:
      meant === undefined
        ? 'Write "$import(@zuplo/runtime)" for what the gateway brings, "$import(./modules/<file>)" for code of the project.'
        : `Write "$import(${meant})".`,
  }
}

function describeUnknown(specifier: string, modulePaths: readonly string[]): Problem {
  const own = modulePaths.map((path) => './' + path.replace(ending, ''))
  if (specifier.endsWith('.json') && !specifier.startsWith('./modules/')) {
    return {
      code: 'SALLYPORT_CONFIG_UNKNOWN_MODULE',
      message: `There is no module "${specifier}".`,
      hint: 'Only files under ./modules/ are code; an OpenAPI document is a route file, config/<name>.oas.json.',
    }
  }
  const near = nearestName(specifier.replace(ending, ''), [...own, ...gatewaySpecifiers])
  const known =
    own.length === 0
      ? 'The project has no modules yet.'
      : `Modules of the project: ${own.slice(0, 10).join(', ')}.`
  return {
    code: 'SALLYPORT_CONFIG_UNKNOWN_MODULE',
    message: `There is no module "${specifier}".`,
    hint: near === undefined ? known : `Did you mean "$import(${near})"?`,
  }
}
