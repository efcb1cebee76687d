import type { Diagnostic } from '../../src/foundation/diagnostic.ts'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import type { ProjectModules } from '../../src/gateway/project-modules.ts'
import type { McpServerDescription } from '../../src/mcp/protocol/server-description.ts'
import { compileProject } from '../../src/project/compile-project.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'
import { projectFilesOf } from './compilation-of.ts'
import { fixtureServices } from './gateway-fixture.ts'
import { ProjectError } from '../../src/foundation/diagnostic.ts'

/** What an MCP server made of a document and a tools file. */
export interface CuratedServer {
  readonly diagnostics: readonly Diagnostic[]
  /** Undefined when an error stopped the link. */
  readonly description: McpServerDescription | undefined
}

/** Links a project of one OpenAPI document, one tools file and an MCP server with the given options. */
export async function curate(
  paths: Record<string, unknown>,
  tools: Record<string, unknown> = {},
  options: Record<string, unknown> = {},
): Promise<CuratedServer> {
  const gateway = { module: '$import(@zuplo/runtime)' }
  const handler = { ...gateway, export: 'urlForwardHandler', options: { baseUrl: 'http://127.0.0.1:1' } }
  const mcp = {
    ...gateway,
    export: 'mcpServerHandler',
    options: { operations: [{ file: './config/api.oas.json', id: '*' }], ...options },
  }
  const files = projectFilesOf({
    'config/api.oas.json': { openapi: '3.0.3', paths },
    'config/mcp.oas.json': {
      paths: { '/mcp': { post: { operationId: 'mcp', 'x-zuplo-route': { handler: mcp } } } },
    },
    'config/policies.json': {},
    'config/tools.jsonc': { documents: [{ file: './config/api.oas.json', handler }], ...tools },
  })
  const { project, diagnostics } = compileProject(files, {})
  if (project === undefined) return { diagnostics, description: undefined }
  const services = fixtureServices()
  const modules: ProjectModules = { exportsOf: () => undefined }
  try {
    const linked = await createGateway({ project, catalog: standardCatalog, services, modules })
    const described = linked.routes
      .map((route) => route.handler.describe?.())
      .find((found) => found !== undefined)
    return {
      diagnostics: [...diagnostics, ...linked.diagnostics],
      description: described as McpServerDescription | undefined,
    }
  } catch (error) {
    if (error instanceof ProjectError)
      return { diagnostics: [...diagnostics, ...error.diagnostics], description: undefined }
    throw error
  } finally {
    await services.upstream.close()
  }
}

/** Names of the tools a curated server offers. */
export function namesOf({ description }: CuratedServer): readonly string[] {
  return (description?.tools ?? []).map(({ tool }) => tool.listing.name)
}
