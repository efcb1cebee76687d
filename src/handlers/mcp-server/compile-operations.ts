import type { HandlerSetup } from '../../gateway/handler.ts'
import { nearestName } from '../../foundation/nearest-name.ts'
import type { ServedTool } from '../../mcp/protocol/mcp-server.ts'
import { compileTool } from '../../mcp/tools/compile-tool.ts'
import { forwardHeaders } from '../../mcp/tools/forward-headers.ts'
import type { Tool, ToolProblem } from '../../mcp/tools/tool.ts'
import type { McpServerOptions } from './options.ts'

type Route = HandlerSetup['route']

/** Finds the operations an MCP server lists and makes tools of them; whatever stands in the way is reported. */
export function compileOperations(options: McpServerOptions, setup: HandlerSetup): readonly ServedTool[] {
  const served = new Map<string, ServedTool>()
  const labels = new Map<string, string>()
  options.operations.forEach((reference, index) => {
    const route = findRoute(reference, index, setup)
    const tool = route === undefined ? undefined : compileRoute(route, options, setup)
    if (route === undefined || tool === undefined) return
    const { name } = tool.listing
    const other = labels.get(name)
    if (other !== undefined) return reportDuplicate(name, labelOf(route), other, index, setup)
    labels.set(name, labelOf(route))
    served.set(name, serveTool(tool, route, setup))
  })
  return [...served.values()]
}

function serveTool(tool: Tool, route: Route, setup: HandlerSetup): ServedTool {
  return {
    tool,
    dispatch: (request, exchange, context) => {
      const headers = forwardHeaders(exchange.headers, request.headers)
      return setup.dispatch(route, { ...request, headers }, exchange, context)
    },
  }
}

type Reference = McpServerOptions['operations'][number]

function findRoute(reference: Reference, index: number, setup: HandlerSetup): Route | undefined {
  const route = setup.findOperation(reference)
  if (route === undefined) reportUnknown(reference, index, setup)
  else if (route !== setup.route) return route
  else {
    setup.report({
      severity: 'error',
      code: 'SALLYPORT_MCP_OWN_OPERATION',
      path: ['operations', index, 'id'],
      message: `"${reference.id}" is the operation of this MCP server itself; a server cannot be its own tool.`,
    })
  }
  return undefined
}

/** Says whether the file or the operationId is the wrong one, and what comes nearest. */
function reportUnknown({ file, id }: Reference, index: number, setup: HandlerSetup): void {
  const files = new Set(setup.routes.map((route) => spell(route.file)))
  const known = setup.routes.filter((route) => spell(route.file) === spell(file))
  if (known.length === 0) {
    return setup.report({
      severity: 'error',
      code: 'SALLYPORT_MCP_UNKNOWN_OPERATION',
      path: ['operations', index, 'file'],
      message: `The project has no route file "${file}" with operations in it.`,
      hint: hintOf(spell(file), files),
    })
  }
  const ids = known.flatMap(({ operationId }) => operationId ?? [])
  const elsewhere = setup.routes.find(({ operationId }) => operationId === id)
  setup.report({
    severity: 'error',
    code: 'SALLYPORT_MCP_UNKNOWN_OPERATION',
    path: ['operations', index, 'id'],
    message: `"${file}" has no operation "${id}".`,
    hint: elsewhere === undefined ? hintOf(id, ids) : `It stands in "${spell(elsewhere.file)}".`,
  })
}

/** One spelling of a route file: with `./` before it, as the format's references have it. */
function spell(file: string): string {
  return file.startsWith('./') ? file : `./${file}`
}

/** Most names a hint lists. */
const mostListed = 12

function hintOf(name: string, known: Iterable<string>): string {
  const near = nearestName(name, known)
  if (near !== undefined) return `Did you mean "${near}"?`
  const names = [...known]
  if (names.length === 0) return 'There are none; give the operations an operationId.'
  return `Known: ${names.slice(0, mostListed).join(', ')}${names.length > mostListed ? ', …' : ''}.`
}

function compileRoute(route: Route, options: McpServerOptions, setup: HandlerSetup): Tool | undefined {
  const { tool, problems } = compileTool(route, options)
  for (const problem of problems) reportProblem(problem, route, setup)
  return tool
}

function reportProblem({ at, path, ...problem }: ToolProblem, route: Route, setup: HandlerSetup): void {
  const { file, path: above } = at === 'mcp' ? route.routePlace : route.place
  const place = { file, path: at === 'mcp' ? [...above, 'mcp', ...path] : [...above, ...path] }
  setup.report({ ...problem, path: [], place })
}

function reportDuplicate(
  name: string,
  label: string,
  other: string,
  index: number,
  setup: HandlerSetup,
): void {
  setup.report({
    severity: 'error',
    code: 'SALLYPORT_MCP_DUPLICATE_TOOL',
    path: ['operations', index],
    message: `Two operations are both the tool "${name}": ${other} and ${label}.`,
    hint: 'Give one of them another x-zuplo-route.mcp.name, or list it once.',
  })
}

function labelOf({ operationId, method, path, file }: Route): string {
  return `${operationId ?? `${method} ${path}`} in ${spell(file)}`
}
