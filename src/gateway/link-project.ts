import type { Diagnostic, Report } from '../foundation/diagnostic.ts'
import { checkShape, type ShapeProblem } from '../foundation/json/shape.ts'
import { hintForName, nearestName } from '../foundation/nearest-name.ts'
import type { CodeReference, Place, PolicyDeclaration, Project, RouteDefinition } from '../project/project.ts'
import { unservedNames } from '../project/unserved-names.ts'
import type { Catalog } from './catalog.ts'
import type { ServedState } from './change-feed.ts'
import { compileCorsPolicies } from './cors/policy.ts'
import type { Handler } from './handler.ts'
import type { LinkedRoute } from './linked-route.ts'
import type { InboundPolicy, OutboundPolicy, PolicyDefinition } from './policy.ts'
import type { ProjectModules } from './project-modules.ts'
import type { OptionsProblem, Setup } from './setup.ts'
import { toolPoliciesOf, withoutToolPolicies } from './tool-policies.ts'

/** What linking needs beside the project. */
export interface LinkInput {
  readonly project: Project
  readonly catalog: Catalog
  readonly modules: ProjectModules
  /** Everything of a Setup that does not depend on the part being created. */
  readonly setup: Omit<Setup, 'report'>
}

/** Routes and policies with their parts in place. */
export interface LinkedProject {
  readonly routes: readonly LinkedRoute[]
  readonly inbound: ReadonlyMap<string, InboundPolicy>
  readonly outbound: ReadonlyMap<string, OutboundPolicy>
  readonly diagnostics: readonly Diagnostic[]
  /** What handlers announced, by topic. */
  readonly announced: ReadonlyMap<string, ServedState>
}

/** Turns the names in a project into instances from the catalog or the project's modules; `sallyport check` is this and nothing more. */
export function linkProject(input: LinkInput): LinkedProject {
  return new Linker(input).link()
}

class Linker {
  private readonly diagnostics: Diagnostic[] = []
  private readonly announced = new Map<string, ServedState>()
  private readonly inbound = new Map<string, InboundPolicy>()
  private readonly outbound = new Map<string, OutboundPolicy>()
  private readonly input: LinkInput
  private readonly report: Report = (diagnostic) => this.diagnostics.push(diagnostic)

  constructor(input: LinkInput) {
    this.input = input
  }

  link(): LinkedProject {
    const { project } = this.input
    const stages = stagesOf(project)
    for (const declaration of project.policies) this.linkPolicy(declaration, stages)
    const corsOf = compileCorsPolicies(project.corsPolicies)
    const routes = project.routes.map((definition) => {
      const inbound = this.policiesOf(definition, 'inbound', this.inbound)
      const outbound = this.policiesOf(definition, 'outbound', this.outbound)
      const handler = this.linkHandler(definition, inbound, outbound)
      return {
        definition,
        ...(handler.asksToolPolicies === true
          ? withoutToolPolicies(inbound, outbound)
          : { inbound, outbound }),
        handler,
        cors: corsOf(definition.corsPolicy),
        readsText: outbound.some(({ readsText }) => readsText === true),
        forwardsAuthorization: definition.mcp?.['forwardAuthorization'] === true,
      }
    })
    const { inbound, outbound, announced } = this
    return { routes, inbound, outbound, diagnostics: eachOnce(this.diagnostics), announced }
  }

  private linkPolicy(declaration: PolicyDeclaration, stages: Stages): void {
    const place: Place = { ...declaration.place, path: [...declaration.place.path, 'handler'] }
    if (declaration.handler.module !== 'gateway') return this.linkCustomPolicy(declaration, place, stages)
    const definition = this.findPolicy(declaration.handler.export, place)
    if (definition === undefined) return
    const wrongStage = stages.get(declaration.name)?.find((stage) => stage !== definition.stage)
    if (wrongStage !== undefined) return this.refuseStage(declaration, definition.stage)
    const options = this.checkOptions(definition.options, declaration.handler.options, place)
    if (options === undefined) return
    const setup = { ...this.input.setup, name: declaration.name, report: this.reporter(place) }
    if (definition.stage === 'inbound')
      this.inbound.set(declaration.name, definition.create(options.value, setup))
    else this.outbound.set(declaration.name, definition.create(options.value, setup))
  }

  private linkCustomPolicy(declaration: PolicyDeclaration, place: Place, stages: Stages): void {
    const found = this.findExport(declaration.handler, place)
    if (found === undefined) return
    const { customFunction } = this.input.catalog
    const { options } = declaration.handler
    const limit = this.input.project.settings.limits.bodyBytes
    const used = stages.get(declaration.name) ?? ['inbound', 'outbound']
    if (used.includes('inbound'))
      this.inbound.set(
        declaration.name,
        customFunction.inbound(found.value, options, declaration.name, limit),
      )
    if (used.includes('outbound'))
      this.outbound.set(
        declaration.name,
        customFunction.outbound(found.value, options, declaration.name, limit),
      )
  }

  private linkHandler(
    route: RouteDefinition,
    inbound: readonly InboundPolicy[],
    outbound: readonly OutboundPolicy[],
  ): Handler {
    const place: Place = { ...route.routePlace, path: [...route.routePlace.path, 'handler'] }
    if (route.handler.module !== 'gateway') {
      const found = this.findExport(route.handler, place)
      return found === undefined ? unlinked : this.linkFunction(found.value, route)
    }
    const { handlers } = this.input.catalog
    // Samples of the format spell exports with either case of the first letter.
    const wanted = lowerFirst(route.handler.export)
    const definition = handlers.find(({ exports }) => exports.some((name) => lowerFirst(name) === wanted))
    if (definition === undefined) {
      this.unknownExport(
        route.handler.export,
        handlers.flatMap(({ exports }) => exports),
        'handler',
        place,
      )
      return unlinked
    }
    const options = this.checkOptions(definition.options, route.handler.options, place)
    if (options === undefined) return unlinked
    return definition.create(options.value, {
      ...this.input.setup,
      route,
      protectedResources: inbound.flatMap(({ protectedResource }) => protectedResource ?? []),
      toolPolicies: toolPoliciesOf(inbound, outbound),
      inboundOf: (other) => this.policiesOf(other, 'inbound', this.inbound),
      report: this.reporter(place),
      announce: (topic, state) => this.announced.set(topic, state),
    })
  }

  private linkFunction(fn: unknown, route: RouteDefinition): Handler {
    return this.input.catalog.customFunction.handler(
      fn,
      route.handler.options,
      this.input.project.settings.limits.bodyBytes,
    )
  }

  private policiesOf<P>(
    route: RouteDefinition,
    stage: 'inbound' | 'outbound',
    linked: ReadonlyMap<string, P>,
  ): readonly P[] {
    return route[stage].flatMap((name) => linked.get(name) ?? [])
  }

  private findPolicy(exportName: string, place: Place): PolicyDefinition | undefined {
    const { policies } = this.input.catalog
    const definition = policies.find(({ exports }) => exports.includes(exportName))
    if (definition === undefined)
      this.unknownExport(
        exportName,
        policies.flatMap(({ exports }) => exports),
        'policy',
        place,
      )
    return definition
  }

  private findExport(reference: CodeReference, place: Place): { value: unknown } | undefined {
    const exports = this.input.modules.exportsOf(reference.module)
    if (exports === undefined) return undefined // The missing or broken module was reported where it was loaded.
    const value = exports[reference.export]
    if (typeof value === 'function') return { value }
    const near = nearestName(reference.export, Object.keys(exports))
    this.report({
      ...this.at(place, ['export']),
      severity: 'error',
      code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
      message:
        value === undefined
          ? `${reference.module} has no export "${reference.export}".`
          : `"${reference.export}" of ${reference.module} is not a function.`,
      hint:
        near === undefined
          ? `It exports: ${Object.keys(exports).join(', ') || 'nothing'}.`
          : `Did you mean "${near}"?`,
    })
    return undefined
  }

  private unknownExport(name: string, known: readonly string[], kind: string, place: Place): void {
    const instead = unservedNames.get(name)
    this.report({
      ...this.at(place, ['export']),
      severity: 'error',
      code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
      message:
        instead === undefined
          ? `The gateway has no ${kind} "${name}".`
          : `"${name}" is not served by this gateway.`,
      hint: instead ?? hintForName(name, known, 'docs/reference/README.md'),
    })
  }

  private refuseStage(declaration: PolicyDeclaration, stage: string): void {
    this.report({
      ...this.at(declaration.place, ['name']),
      severity: 'error',
      code: 'SALLYPORT_CONFIG_WRONG_STAGE',
      message: `"${declaration.name}" is an ${stage} policy, but a route lists it on the other side.`,
      hint: `Move its name to policies.${stage} of the route.`,
    })
  }

  private checkOptions(
    schema: PolicyDefinition['options'],
    options: unknown,
    place: Place,
  ): { value: unknown } | undefined {
    const { value, problems } = checkShape(schema, options)
    const report = this.reporter(place)
    for (const problem of problems) report(problem)
    return problems.some(({ severity }) => severity === 'error') ? undefined : { value }
  }

  private reporter(place: Place): (problem: OptionsProblem | ShapeProblem) => void {
    return (problem) => {
      const stands =
        'place' in problem && problem.place !== undefined
          ? problem.place
          : { file: place.file, path: [...place.path, 'options', ...problem.path] }
      const { severity, code, message, hint } = problem
      const atKey = 'atKey' in problem && problem.atKey === true
      this.report({
        ...this.input.project.locate(stands, { atKey }),
        severity,
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
      })
    }
  }

  private at(place: Place, below: readonly (string | number)[]): ReturnType<Project['locate']> {
    return this.input.project.locate({ file: place.file, path: [...place.path, ...below] })
  }
}

/** Two MCP servers may find the same mistake in one operation. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()]
}

type Stages = ReadonlyMap<string, readonly ('inbound' | 'outbound')[]>

function stagesOf(project: Project): Stages {
  const stages = new Map<string, ('inbound' | 'outbound')[]>()
  for (const route of project.routes) {
    for (const name of route.inbound) addStage(stages, name, 'inbound')
    for (const name of route.outbound) addStage(stages, name, 'outbound')
  }
  return stages
}

function addStage(
  stages: Map<string, ('inbound' | 'outbound')[]>,
  name: string,
  stage: 'inbound' | 'outbound',
): void {
  const used = stages.get(name) ?? []
  if (!used.includes(stage)) stages.set(name, [...used, stage])
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

const unlinked: Handler = () => {
  throw new Error('A route whose handler could not be linked never serves: the start stops before.')
}
