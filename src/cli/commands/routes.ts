import { Command } from 'commander'
import { ProjectError } from '../../foundation/diagnostic.ts'
import { checkFolder } from '../../runtimes/node/check-folder.ts'
import { jsonOption } from '../serve-options.ts'
import { formatTable } from '../format-table.ts'

/** `sallyport routes [folder]`: every route with its policies and handler, in the order they are matched. */
export function routesCommand(): Command {
  return new Command('routes')
    .description('list the routes of a project folder in the order they are matched')
    .argument('[folder]', 'project folder', '.')
    .addOption(jsonOption())
    .action(async (folder: string, { json }: { json: boolean }) => {
      const { project, diagnostics } = await checkFolder(folder, process.env)
      if (project === undefined) throw new ProjectError(diagnostics)
      const routes = project.routes.map((route) => ({
        method: route.method,
        path: route.path,
        operationId: route.operationId ?? null,
        handler:
          route.handler.module === 'gateway'
            ? route.handler.export
            : `${route.handler.module}#${route.handler.export}`,
        inbound: route.inbound,
        outbound: route.outbound,
        file: route.file,
      }))
      if (json) process.stdout.write(`${JSON.stringify({ routes })}\n`)
      else {
        const rows = routes.map(({ method, path, handler, inbound, outbound }) => [
          method,
          path,
          inbound.join(' > ') || '-',
          handler,
          outbound.join(' > ') || '-',
        ])
        console.log(formatTable(['METHOD', 'PATH', 'INBOUND', 'HANDLER', 'OUTBOUND'], rows))
      }
    })
}
