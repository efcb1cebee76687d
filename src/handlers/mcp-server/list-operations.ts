import type { HandlerSetup } from '../../gateway/handler.ts'
import { isGlob } from '../../foundation/glob.ts'
import type { JsonObject } from '../../openapi/json-object.ts'
import { FindOperations, spellFile } from './find-operations.ts'
import { operationSettings, type ItemKind, type OperationSettings } from './operation-settings.ts'
import type { McpServerOptions } from './options.ts'

type Route = HandlerSetup['route']

/** An operation that an MCP server offers, whichever generation of options named it. */
export interface ListedOperation {
  readonly route: Route
  /** Where the options name it. */
  readonly path: readonly (string | number)[]
  /** Set when the list it stands in holds one kind only. */
  readonly kind: ItemKind | undefined
  /** What the operation says about itself. */
  readonly settings: OperationSettings
  /** What the options say about it, over what the operation says. */
  readonly overrides: JsonObject
  readonly includeOutputSchema: boolean
  readonly includeStructuredContent: boolean
  /** True when a whole file was listed and nobody named this operation. */
  readonly isSwept: boolean
}

/**
 * Turns every generation of the options into one list. An operation that two of them name is taken once, from the newer;
 * names that fit nothing are reported where they stand.
 */
export function listOperations(options: McpServerOptions, setup: HandlerSetup): readonly ListedOperation[] {
  const find = new FindOperations(setup)
  const listed: ListedOperation[] = []
  const defaults = {
    kind: undefined,
    overrides: {},
    isSwept: false,
    includeOutputSchema: options.includeOutputSchema,
    includeStructuredContent: options.includeStructuredContent,
  }
  /** Adds what one option lists, but for what a newer one has listed already. */
  const add = (entries: readonly Entry[]): void => {
    const known = new Set(listed.map(keyOf))
    const added = entries.map((entry) => ({
      ...defaults,
      ...entry,
      settings: operationSettings(entry.route, entry.kind),
    }))
    listed.push(...added.filter((entry) => !known.has(keyOf(entry))))
  }
  add(listByIds(options, setup, find))
  add(listFiles('files', options, find))
  add(listFiles('tools', options, find))
  add(listOpenApiTools(options, find))
  add(
    options.openApiFilePaths.flatMap(({ filePath }, index) => {
      const path = ['openApiFilePaths', index, 'filePath']
      return find.allOf(filePath, path).map((route) => ({ route, path, isSwept: true }))
    }),
  )
  add(listFiles('prompts', options, find).map((entry) => ({ ...entry, kind: 'prompt' as const })))
  add(listFiles('resources', options, find).map((entry) => ({ ...entry, kind: 'resource' as const })))
  return listed
}

/** An operation may be offered as two kinds, but each of them once. */
function keyOf({ route, settings }: ListedOperation): string {
  return `${settings.kind} ${route.method} ${route.path} ${route.file}`
}

type Entry = Pick<ListedOperation, 'route' | 'path'> & Partial<Omit<ListedOperation, 'settings'>>

/** Operations by id or by a glob of ids, in this order; a glob adds what nobody names and no glob before it matched. */
function listByIds(
  { operations }: McpServerOptions,
  setup: HandlerSetup,
  find: FindOperations,
): readonly Entry[] {
  const isNamed = (reference: { file: string; id: string }): boolean =>
    !isGlob(reference.id) || setup.findOperation(reference) !== undefined
  const named = new Set(operations.filter(isNamed).map((reference) => setup.findOperation(reference)))
  return operations.flatMap((reference, index): readonly Entry[] => {
    const { file, id } = reference
    const path = ['operations', index]
    const at = { file: [...path, 'file'], id: [...path, 'id'] }
    if (isNamed(reference)) {
      const route = find.byId(file, id, at)
      return route === undefined ? [] : [{ route, path }]
    }
    const added = find.byGlob(file, id, at).filter((route) => !named.has(route))
    for (const route of added) named.add(route)
    return added.map((route) => ({ route, path: at.id, isSwept: true }))
  })
}

function listFiles(
  option: 'files' | 'tools' | 'prompts' | 'resources',
  options: McpServerOptions,
  find: FindOperations,
): readonly Entry[] {
  return options[option].flatMap(({ path: file, operationIds }, index): readonly Entry[] => {
    const at = { file: [option, index, 'path'] }
    if (operationIds === undefined) {
      return find.allOf(file, at.file).map((route) => ({ route, path: at.file, isSwept: true }))
    }
    return operationIds.flatMap((id, place) => {
      const path = [option, index, 'operationIds', place]
      const route = find.byId(file, id, { ...at, id: path })
      return route === undefined ? [] : [{ route, path }]
    })
  })
}

function listOpenApiTools(options: McpServerOptions, find: FindOperations) {
  const files = new Set(options.openApiFilePaths.map(({ filePath }) => spellFile(filePath)))
  return options.openApiTools.flatMap((entry, index) => {
    const at = ['openApiTools', index]
    const route = find.byRoute(entry, files, at)
    if (route === undefined) return []
    const { name, description } = entry
    return [
      {
        route,
        path: at,
        overrides: {
          ...(name === undefined ? {} : { name }),
          ...(description === undefined ? {} : { description }),
        },
        includeOutputSchema: entry.includeOutputSchema ?? options.includeOutputSchema,
        includeStructuredContent: entry.includeStructuredContent ?? options.includeStructuredContent,
      },
    ]
  })
}
