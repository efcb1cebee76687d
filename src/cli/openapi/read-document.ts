import { readFile, stat } from 'node:fs/promises'
import { ProjectError } from '../../foundation/diagnostic.ts'
import { parseJsoncDocument } from '../../foundation/json/jsonc-document.ts'
import { parseYamlDocument } from '../../foundation/json/yaml-document.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'

/** How a document is written. */
export type DocumentFormat = 'json' | 'yaml'

/** A document that the command line was given, as a file or a URL. */
export interface ReadDocument {
  /** As it was given. */
  readonly source: string
  /** Undefined for files. */
  readonly url: URL | undefined
  readonly text: string
  readonly format: DocumentFormat
  readonly value: JsonObject
}

/** A document that cannot be had, in one sentence. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
}

/** Bounds of what is read for a document. */
export interface ReadLimits {
  /** Most bytes of a document; default 32 MiB. */
  readonly bytes?: number
  /** Longest time until a document has come over the network, milliseconds; default 30 s. */
  readonly ms?: number
}

const defaultLimits = { bytes: 32 * 1024 * 1024, ms: 30_000 }
const mostRedirects = 5

/** Reads a JSON or YAML document from a file, or from an https URL (http on loopback alone). */
export async function readDocument(source: string, limits: ReadLimits = {}): Promise<ReadDocument> {
  const bounds = { ...defaultLimits, ...limits }
  const isUrl = /^[a-z][a-z\d+.-]+:\/\//i.test(source)
  const read = isUrl ? await fetchText(source, bounds) : await readText(source, bounds.bytes)
  return { ...parseDocumentText(source, read.text), source, url: read.url }
}

/** Parses the text of a document; its name says the format, else its first character does. */
export function parseDocumentText(
  name: string,
  text: string,
): Pick<ReadDocument, 'text' | 'format' | 'value'> {
  const format = formatOf(name) ?? (/^\uFEFF?\s*[{/]/.test(text) ? 'json' : 'yaml')
  const { document, diagnostics } =
    format === 'json' ? parseJsoncDocument(name, text) : parseYamlDocument(name, text)
  const isBroken = diagnostics.some(({ severity }) => severity === 'error')
  if (document === undefined || isBroken) throw new ProjectError(diagnostics)
  if (!isJsonObject(document.value)) throw new DocumentError(`"${name}" holds no object.`)
  return { text, format, value: document.value }
}

/** The format that a name ends with; undefined when it says none. */
export function formatOf(name: string): DocumentFormat | undefined {
  if (/\.jsonc?(?:[?#].*)?$/i.test(name)) return 'json'
  return /\.ya?ml(?:[?#].*)?$/i.test(name) ? 'yaml' : undefined
}

async function readText(file: string, most: number): Promise<{ text: string; url: undefined }> {
  const status = await stat(file).catch(() => undefined)
  if (status === undefined) throw new DocumentError(`There is no file "${file}".`)
  if (!status.isFile()) throw new DocumentError(`"${file}" is no file.`)
  if (status.size > most) throw tooLarge(file, most)
  return { text: await readFile(file, 'utf8'), url: undefined }
}

async function fetchText(
  source: string,
  { bytes, ms }: Required<ReadLimits>,
): Promise<{ text: string; url: URL }> {
  const signal = AbortSignal.timeout(ms)
  let url = judgeUrl(source, source)
  try {
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const response = await fetch(url, { redirect: 'manual', signal, headers: { accept: acceptedTypes } })
      const location = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel()
        url = judgeRedirect(new URL(location, url).href, url, source)
        continue
      }
      if (!response.ok) throw new DocumentError(`"${source}" answered with status ${response.status}.`)
      return { text: await readBody(response, source, bytes), url }
    }
  } catch (error) {
    throw error instanceof DocumentError ? error : new DocumentError(describeFailure(error, source, ms))
  }
  throw new DocumentError(`"${source}" redirects more than ${mostRedirects} times.`)
}

const acceptedTypes = 'application/vnd.oai.openapi+json, application/json, application/yaml, */*;q=0.5'

/** A document decides what a gateway does, so nobody on the way may change it. */
function judgeUrl(text: string, source: string): URL {
  if (!URL.canParse(text)) throw new DocumentError(`"${source}" is no URL.`)
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))
    throw new DocumentError(
      `${text === source ? `"${source}"` : `A redirect of "${source}"`} is not read: only https, and http on this machine, are.`,
    )
  if (url.username !== '' || url.password !== '')
    throw new DocumentError('A URL with a password in it is not read; fetch the document into a file first.')
  return url
}

/** What is read elsewhere must not choose what is asked of services on this machine. */
function judgeRedirect(text: string, from: URL, source: string): URL {
  const url = judgeUrl(text, source)
  if (isLoopback(url) && !isLoopback(from))
    throw new DocumentError(`A redirect of "${source}" is not read: it leads to this machine.`)
  return url
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

async function readBody(response: Response, source: string, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  // Breaking out of the loop cancels the rest.
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > most) throw tooLarge(source, most)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function tooLarge(source: string, most: number): DocumentError {
  return new DocumentError(`"${source}" is larger than ${most} bytes.`)
}

function describeFailure(error: unknown, source: string, ms: number): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `"${source}" did not come within ${ms / 1000} s.`
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return `"${source}" cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`
}
