import * as z from 'zod'
import { checkShape } from '../foundation/json/shape.ts'
import { compileCodeReference, handlerShape } from './compile-code-reference.ts'
import type { Compilation } from './compilation.ts'
import { inside } from './place.ts'
import type { Place, PolicyDeclaration } from './project.ts'
import { refuseEnvironment } from './resolve-environment.ts'

/** Where a project declares its policies. */
export const policiesFile = 'config/policies.json'

/** Shape of `config/policies.json`; its entries are judged one by one. */
export const policiesFileShape = z.object({
  policies: z.array(z.unknown()).default([]).describe('The policies that routes may name.'),
  corsPolicies: z
    .array(z.unknown())
    .default([])
    .describe('CORS policies beside the built-in `none` and `anything-goes`.'),
})

/** Shape of an entry of `policies`. */
export const policyShape = z.object({
  name: z.string().min(1).describe('What routes call the policy; unique in the project.'),
  policyType: z.string().default('').describe('A label; `handler` decides what runs. Default: none.'),
  handler: handlerShape,
})

/** The policies of a project by name, in order of declaration. */
export interface PolicyRegistry {
  readonly declarations: ReadonlyMap<string, PolicyDeclaration>
  /** Names that are written down, those of broken declarations included: a second error about them would be noise. */
  readonly names: ReadonlySet<string>
  /** False when policies.json cannot be read, so that nothing can be said about names. */
  readonly complete: boolean
  /** Adds a policy declared in place in a route; the same declaration may be repeated. Returns its name. */
  addInline(value: unknown, place: Place): string | undefined
}

/** The entries of policies.json, unjudged. */
export interface PoliciesFile {
  readonly policies: readonly unknown[]
  readonly corsPolicies: readonly unknown[]
}

/** Reads the two lists of policies.json; undefined when the file is broken. A project without the file has no policies. */
export function compilePoliciesFile(compilation: Compilation): PoliciesFile | undefined {
  if (!compilation.files.texts.has(policiesFile)) return { policies: [], corsPolicies: [] }
  const document = compilation.document(policiesFile)
  if (document === undefined) return undefined
  const place = { file: policiesFile, path: [] }
  refuseEnvironment(document.value, place, compilation, mayHoldVariables)
  const { value, problems } = checkShape(policiesFileShape, document.value)
  compilation.reportShape(place, problems)
  return value
}

function mayHoldVariables([list, , key, options]: readonly (string | number)[]): boolean {
  if (list === 'corsPolicies') return key !== undefined && key !== 'name'
  return list === 'policies' && key === 'handler' && options === 'options'
}

/** Compiles the declarations of policies.json. */
export function compilePolicies(file: PoliciesFile | undefined, compilation: Compilation): PolicyRegistry {
  const declarations = new Map<string, PolicyDeclaration>()
  const names = new Set<string>()
  const inlineTexts = new Map<string, string>()
  file?.policies.forEach((value, index) => {
    const place: Place = { file: policiesFile, path: ['policies', index] }
    const name = nameOf(value)
    if (name !== undefined && names.has(name)) reportDuplicate(name, place, compilation)
    if (name !== undefined) names.add(name)
    const declaration = compilePolicy(value, place, compilation)
    if (declaration !== undefined && !declarations.has(declaration.name))
      declarations.set(declaration.name, declaration)
  })
  return {
    declarations,
    names,
    complete: file !== undefined,
    addInline(value, place) {
      const name = nameOf(value)
      const text = JSON.stringify(value)
      if (name !== undefined && inlineTexts.get(name) === text) return name
      if (name !== undefined && names.has(name)) reportDuplicate(name, place, compilation)
      const declaration = compilePolicy(value, place, compilation)
      if (declaration === undefined) return undefined
      names.add(declaration.name)
      inlineTexts.set(declaration.name, text)
      declarations.set(declaration.name, declaration)
      return declaration.name
    },
  }
}

function compilePolicy(
  value: unknown,
  place: Place,
  compilation: Compilation,
): PolicyDeclaration | undefined {
  const { value: entry, problems } = checkShape(policyShape, value)
  compilation.reportShape(place, problems)
  if (entry === undefined) return undefined
  const handler = compileCodeReference(entry.handler, inside(place, 'handler'), compilation)
  if (handler === undefined) return undefined
  return { name: entry.name, policyType: entry.policyType, handler, place }
}

/** The name an entry gives itself, however broken the rest of it is. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
  return typeof value.name === 'string' ? value.name : undefined
}

function reportDuplicate(name: string, place: Place, compilation: Compilation): void {
  compilation.report(inside(place, 'name'), {
    code: 'SALLYPORT_CONFIG_DUPLICATE_POLICY',
    message: `There is already a policy named "${name}".`,
    hint: 'Rename one of the two; routes find policies by name.',
  })
}
