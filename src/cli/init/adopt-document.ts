import { basename } from 'node:path'
import { isJsonObject } from '../../openapi/json-object.ts'
import { findGatewayKey } from '../openapi/gateway-keys.ts'
import { DocumentError, readDocument, type ReadDocument } from '../openapi/read-document.ts'
import { buildProjectFiles, type ProjectDocument, type ProjectPlan } from './build-project-files.ts'
import { chooseOperations, isWish, matchOperations, type OperationWish } from './choose-operations.ts'
import { baseUrlOf, listOperations, type ListedOperation } from './list-operations.ts'
import { pickOperations, type Terminal } from './pick-operations.ts'
import { previewTools, tokensOf, type PricedOperation } from './preview-tools.ts'

/** A document, and how its operations are chosen. */
export interface AdoptInput {
  /** File or URL. */
  readonly source: string
  /** In place of the server that the document names. */
  readonly baseUrl: string | undefined
  readonly wish: OperationWish
  /** Where a person is asked when nothing is wished; undefined = nowhere, and everything is taken. */
  readonly terminal: Terminal | undefined
}

/** A project that stands in front of a document. */
export interface AdoptedDocument {
  readonly files: ReadonlyMap<string, string>
  readonly baseUrl: string
  /** How many operations the document has. */
  readonly operations: number
  readonly tools: number
  readonly tokens: number
  /** Operations that cannot be tools, with the reason. */
  readonly leftOut: readonly string[]
}

/** Reads a document, lets somebody choose among its operations, and builds a project that serves those as tools. */
export async function adoptDocument(
  plan: Omit<ProjectPlan, 'document' | 'mcpPath'>,
  input: AdoptInput,
): Promise<AdoptedDocument> {
  const { wish, terminal } = input
  const read = await readDocument(input.source)
  // It would win over config/tools.jsonc, its policies and the server to forward to.
  const key = findGatewayKey(read.value)
  if (key !== undefined)
    throw new DocumentError(
      `"${input.source}" tells the gateway what to do (${key}): take that out, or make a project of it by hand.`,
    )
  const all = listOperations(read.value)
  if (all.length === 0) throw new DocumentError(`"${input.source}" describes no operations.`)
  const document = describe(read, input)
  const projectPlan = { ...plan, mcpPath: freePath(all) }
  const filesWith = (chosen: readonly ListedOperation[]): ReadonlyMap<string, string> =>
    buildProjectFiles({ ...projectPlan, document: { ...document, operations: matchOperations(all, chosen) } })
  const preview = await previewTools(filesWith(all), document.file, all)
  const chosen = await choose(preview.operations, wish, terminal)
  return {
    files: filesWith(chosen.length === preview.operations.length ? all : chosen),
    baseUrl: document.baseUrl,
    operations: all.length,
    tools: chosen.length,
    tokens: tokensOf(chosen),
    leftOut: preview.leftOut,
  }
}

async function choose(
  operations: readonly PricedOperation[],
  wish: OperationWish,
  terminal: Terminal | undefined,
): Promise<readonly PricedOperation[]> {
  if (terminal !== undefined && !isWish(wish)) return pickOperations(operations, terminal)
  return chooseOperations(operations, wish)
}

function describe(read: ReadDocument, { source, baseUrl }: AdoptInput): Omit<ProjectDocument, 'operations'> {
  const { info } = read.value
  const title = isJsonObject(info) && typeof info['title'] === 'string' ? info['title'] : ''
  const name = slugOf(title) || slugOf(basename(source).replace(/\..*$/, '')) || 'api'
  const url = baseUrl ?? baseUrlOf(read.value, read.url)
  if (url === undefined)
    throw new DocumentError(`"${source}" names no server to forward to; say it with --base-url.`)
  return { file: `config/${name}.oas.${read.format}`, text: read.text, baseUrl: url }
}

/** Lower case, digits and `-`; at most 40 characters. */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
  return words.slice(0, 40).replaceAll(/^-+|-+$/g, '')
}

/** The endpoint stands at /mcp, unless the document has that path. */
function freePath(operations: readonly ListedOperation[]): string {
  const paths = new Set(operations.map(({ path }) => path))
  return ['/mcp', '/mcp-server', '/sallyport-mcp'].find((path) => !paths.has(path)) ?? '/mcp'
}
