import * as z from 'zod'
import { checkShape } from '../foundation/json/shape.ts'
import { nearestName } from '../foundation/nearest-name.ts'
import type { Compilation } from './compilation.ts'
import { nameOf, policiesFile } from './compile-policies.ts'
import type { PoliciesFile } from './compile-policies.ts'
import { inside } from './place.ts'
import type { CorsPolicyDeclaration, Place } from './project.ts'
import { mentionsEnvironment, resolveEnvironment } from './resolve-environment.ts'

/** CORS policies every project has. */
export const builtInCorsPolicies = ['none', 'anything-goes'] as const

const list = z.union([z.string(), z.array(z.string())], {
  error: 'Write a list of texts, or one text with commas.',
})
const seconds = z.union([z.int().min(0), z.string().regex(/^\d+$/).transform(Number)], {
  error: 'Write a number of seconds.',
})
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], {
  error: 'Write true or false.',
})

/** Shape of an entry of `corsPolicies`. */
export const corsPolicyShape = z.object({
  name: z.string().min(1).describe('What routes call the policy in `corsPolicy`.'),
  allowedOrigins: list.describe(
    'Web origins that may call: exact, `*`, or `https://*.example.com` for one level below.',
  ),
  allowedMethods: list.optional().describe('Methods a preflight allows. Default: those of the route.'),
  allowedHeaders: list.optional().describe('Request headers a preflight allows. Default: none.'),
  exposeHeaders: list.optional().describe('Response headers a page may read. Default: none.'),
  maxAge: seconds
    .optional()
    .describe('How long a browser may keep a preflight, seconds. Default: the browser decides.'),
  allowCredentials: flag.optional().describe('Whether cookies and credentials may be sent. Default: false.'),
})

/** An entry of `corsPolicies` as a project writes it. */
export type CorsPolicyConfiguration = z.input<typeof corsPolicyShape>

/** The CORS policies of a project. */
export interface CorsPolicies {
  readonly declarations: readonly CorsPolicyDeclaration[]
  /** Names that are written down, those of broken declarations included: a second error about them would be noise. */
  readonly names: readonly string[]
}

/** Compiles `corsPolicies` of policies.json. */
export function compileCorsPolicies(file: PoliciesFile | undefined, compilation: Compilation): CorsPolicies {
  const declarations: CorsPolicyDeclaration[] = []
  const names: string[] = []
  file?.corsPolicies.forEach((value, index) => {
    const place: Place = { file: policiesFile, path: ['corsPolicies', index] }
    const name = nameOf(value)
    if (name !== undefined && [...builtInCorsPolicies, ...names].includes(name)) {
      reportDuplicate(name, place, compilation)
    }
    if (name !== undefined) names.push(name)
    const resolved = resolveEnvironment(value, place, compilation)
    const { value: entry, problems } = checkShape(corsPolicyShape, resolved)
    compilation.reportShape(
      place,
      problems.filter((problem) => !isUnsetVariable(problem.path, value, resolved)),
    )
    if (entry !== undefined) declarations.push(declare(entry, place, compilation))
  })
  return { declarations, names }
}

/** A key that went away with its variable has been reported as such. */
function isUnsetVariable(path: readonly (string | number)[], before: unknown, after: unknown): boolean {
  const [key] = path
  if (typeof key !== 'string' || typeof before !== 'object' || typeof after !== 'object') return false
  return Object.hasOwn(before ?? {}, key) && !Object.hasOwn(after ?? {}, key)
}

function declare(
  entry: z.output<typeof corsPolicyShape>,
  place: Place,
  compilation: Compilation,
): CorsPolicyDeclaration {
  const origins = split(entry.allowedOrigins) ?? []
  for (const origin of origins) if (origin.endsWith('/')) reportSlash(origin, place, compilation)
  return {
    name: entry.name,
    allowedOrigins: origins.map((origin) => origin.replace(/\/+$/, '')),
    allowedMethods: split(entry.allowedMethods),
    allowedHeaders: split(entry.allowedHeaders),
    exposeHeaders: split(entry.exposeHeaders),
    maxAge: entry.maxAge,
    allowCredentials: entry.allowCredentials ?? false,
    place,
  }
}

function split(texts: string | readonly string[] | undefined): readonly string[] | undefined {
  if (texts === undefined) return undefined
  const parts = typeof texts === 'string' ? texts.split(',') : texts.flatMap((text) => text.split(','))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function reportSlash(origin: string, place: Place, compilation: Compilation): void {
  compilation.report(inside(place, 'allowedOrigins'), {
    severity: 'warning',
    code: 'SALLYPORT_CONFIG_INVALID_VALUE',
    message: `"${origin}" ends with a slash; a browser sends origins without one.`,
    hint: `Write "${origin.replace(/\/+$/, '')}", as which it is read.`,
  })
}

function reportDuplicate(name: string, place: Place, compilation: Compilation): void {
  compilation.report(inside(place, 'name'), {
    code: 'SALLYPORT_CONFIG_DUPLICATE_POLICY',
    message: `There is already a CORS policy named "${name}".`,
    hint: 'Choose another name.',
  })
}

/** Finds the CORS policy a route names; `none` when it is unknown, which is reported. */
export function resolveCorsPolicy(
  name: string,
  known: readonly string[],
  place: Place,
  compilation: Compilation,
): string {
  if (known.includes(name)) return name
  const builtIn = builtInCorsPolicies.find((candidate) => candidate === name.toLowerCase())
  if (builtIn !== undefined) return builtIn
  // A variable has no place here and was reported as such.
  if (mentionsEnvironment(name)) return 'none'
  const names = [...builtInCorsPolicies, ...known]
  const near = nearestName(name, names)
  compilation.report(place, {
    code: 'SALLYPORT_CONFIG_UNKNOWN_CORS_POLICY',
    message: `There is no CORS policy named "${name}".`,
    hint: near === undefined ? `Known: ${names.join(', ')}.` : `Did you mean "${near}"?`,
  })
  return 'none'
}
