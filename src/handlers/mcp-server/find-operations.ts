import type { HandlerSetup } from '../../gateway/handler.ts'
import { compileGlobs } from '../../foundation/glob.ts'
import { nearestName } from '../../foundation/nearest-name.ts'
import { nameFromRoute } from '../../mcp/tools/name-tool.ts'
import type { McpServerOptions } from './options.ts'

type Route = HandlerSetup['route']
type Path = readonly (string | number)[]
type OpenApiTool = McpServerOptions['openApiTools'][number]

/** Handlers that speak MCP themselves: no operation of theirs is meant when a whole file is listed. */
const mcpHandlers = new Set(['mcpserverhandler', 'mcpproxyhandler'])

/** Finds the operations that options name; what fits nothing is reported, with what comes nearest. */
export class FindOperations {
  private readonly setup: HandlerSetup

  constructor(setup: HandlerSetup) {
    this.setup = setup
  }

  /** The operation of a file by its id; `at` is where the options name the two. */
  byId(file: string, id: string, at: { readonly file: Path; readonly id: Path }): Route | undefined {
    const route = this.setup.findOperation({ file, id })
    if (route !== undefined) return this.unlessOwn(route, id, at.id)
    const known = this.routesOf(file)
    if (known.length === 0) return this.reportFile(file, at.file)
    const elsewhere = this.setup.routes.find(({ operationId }) => operationId === id)
    return this.reportUnknown(
      at.id,
      `"${file}" has no operation "${id}".`,
      elsewhere === undefined ? hintOf(id, idsOf(known)) : `It stands in "${spellFile(elsewhere.file)}".`,
    )
  }

  /** The operations of a file whose ids a glob matches; those without an id go by what their tools would be called. */
  byGlob(file: string, glob: string, at: { readonly file: Path; readonly id: Path }): readonly Route[] {
    const matches = compileGlobs([glob], 'name')
    const all = this.allOf(file, at.file)
    const found = all.filter(({ operationId, method, path }) =>
      matches(operationId ?? nameFromRoute(method, path)),
    )
    if (all.length > 0 && found.length === 0)
      this.reportUnknown(at.id, `No operation of "${file}" matches "${glob}".`, hintOf(glob, idsOf(all)))
    return found
  }

  /** Every operation of a file that is not an MCP endpoint itself. */
  allOf(file: string, at: Path): readonly Route[] {
    const known = this.routesOf(file)
    if (known.length === 0) this.reportFile(file, at)
    return known.filter(
      ({ handler }) => handler.module !== 'gateway' || !mcpHandlers.has(handler.export.toLowerCase()),
    )
  }

  /** A route by its path and method or by its operationId; those of `files` come first. */
  byRoute(entry: OpenApiTool, files: ReadonlySet<string>, at: Path): Route | undefined {
    if (entry.operationId !== undefined) return this.byOperationId(entry.operationId, files, at)
    if (entry.path === undefined) {
      return this.reportUnknown(
        at,
        'This entry names no operation.',
        'Give it an "operationId", or "path" and "method".',
      )
    }
    const there = preferred(
      this.setup.routes.filter(({ path }) => path === entry.path),
      files,
    )
    if (there.length === 0) {
      const paths = this.setup.routes.map(({ path }) => path)
      return this.reportUnknown(
        [...at, 'path'],
        `No route has the path "${entry.path}".`,
        hintOf(entry.path, paths),
      )
    }
    const wanted = entry.method?.toUpperCase()
    const fitting = wanted === undefined ? there : there.filter(({ method }) => method === wanted)
    const [route, other] = fitting
    if (route !== undefined && other === undefined) return this.unlessOwn(route, entry.path, [...at, 'path'])
    const methods = there.map(({ method }) => method).join(', ')
    return this.reportUnknown(
      [...at, wanted === undefined ? 'path' : 'method'],
      wanted === undefined
        ? `"${entry.path}" is served for several methods, and none is named.`
        : `"${entry.path}" is not served for ${wanted} alone.`,
      `Its methods: ${methods}.`,
    )
  }

  private byOperationId(id: string, files: ReadonlySet<string>, at: Path): Route | undefined {
    const path = [...at, 'operationId']
    const all = this.setup.routes.filter(({ operationId }) => operationId === id)
    const [route, other] = preferred(all, files)
    if (route === undefined) {
      return this.reportUnknown(path, `No operation is called "${id}".`, hintOf(id, idsOf(this.setup.routes)))
    }
    if (other === undefined) return this.unlessOwn(route, id, path)
    return this.reportUnknown(
      path,
      `Several files have an operation "${id}".`,
      `Name the file: "operations": [{ "file": "${spellFile(route.file)}", "id": "${id}" }].`,
    )
  }

  private routesOf(file: string): readonly Route[] {
    return this.setup.routes.filter((route) => spellFile(route.file) === spellFile(file))
  }

  private unlessOwn(route: Route, name: string, path: Path): Route | undefined {
    if (route !== this.setup.route) return route
    this.setup.report({
      severity: 'error',
      code: 'SALLYPORT_MCP_OWN_OPERATION',
      path,
      message: `"${name}" is the operation of this MCP server itself; a server cannot be its own tool.`,
    })
    return undefined
  }

  private reportFile(file: string, path: Path): undefined {
    const files = new Set(this.setup.routes.map((route) => spellFile(route.file)))
    return this.reportUnknown(
      path,
      `The project has no route file "${file}" with operations in it.`,
      hintOf(spellFile(file), files),
    )
  }

  private reportUnknown(path: Path, message: string, hint: string): undefined {
    this.setup.report({ severity: 'error', code: 'SALLYPORT_MCP_UNKNOWN_OPERATION', path, message, hint })
  }
}

/** One spelling of a route file: with `./` before it, as the format's references have it. */
export function spellFile(file: string): string {
  return file.startsWith('./') ? file : `./${file}`
}

/** Routes of the given files, or all when none is among them. */
function preferred(routes: readonly Route[], files: ReadonlySet<string>): readonly Route[] {
  const inside = routes.filter(({ file }) => files.has(spellFile(file)))
  return inside.length === 0 ? routes : inside
}

function idsOf(routes: readonly Route[]): readonly string[] {
  return routes.flatMap(({ operationId }) => operationId ?? [])
}

/** Most names a hint lists. */
const mostListed = 12

function hintOf(name: string, known: Iterable<string>): string {
  const near = nearestName(name, known)
  if (near !== undefined) return `Did you mean "${near}"?`
  const names = [...new Set(known)]
  if (names.length === 0) return 'There are none; give the operations an operationId.'
  return `Known: ${names.slice(0, mostListed).join(', ')}${names.length > mostListed ? ', …' : ''}.`
}
