import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environment, GatewayContext, GatewayRequest, HttpProblems } from 'sallyport'

interface RouteFile {
  readonly paths: Readonly<Record<string, { readonly get: { description: string } }>>
}

/** A tool that only describes itself. */
export async function stay(): Promise<Response> {
  return new Response('Look at my description.')
}

/** A prompt that only describes itself. */
export async function stayPrompt(): Promise<unknown> {
  return { messages: [{ role: 'user', content: { type: 'text', text: 'Look at my description.' } }] }
}

/** Changes the list of tools. */
export function changeTool(request: GatewayRequest, context: GatewayContext): Promise<Response> {
  return countIn('/changes/tool', request, context)
}

/** Changes the list of prompts. */
export function changePrompt(request: GatewayRequest, context: GatewayContext): Promise<Response> {
  return countIn('/changes/prompt', request, context)
}

/** Writes a new description of an operation into the project's own file. */
async function countIn(path: string, request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const folder = environment.PROJECT_FOLDER
  if (folder === undefined) {
    return HttpProblems.notImplemented(request, context, {
      detail: 'PROJECT_FOLDER does not say where this project is.',
    })
  }
  const file = join(folder, 'config/changes.oas.json')
  const document = JSON.parse(await readFile(file, 'utf8')) as RouteFile
  const operation = document.paths[path]?.get
  if (operation === undefined) throw new Error(`${file} has no GET ${path}.`)
  const times = Number(/\d+/.exec(operation.description)?.[0] ?? 0) + 1
  operation.description = `Changed ${times} times.`
  await writeFile(file, JSON.stringify(document, null, 2))
  return new Response(operation.description)
}
