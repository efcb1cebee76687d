import { stat } from 'node:fs/promises'
import type { JsonObject } from '../../openapi/json-object.ts'
import { convertDocument, versionOf, type TargetVersion } from './convert-document.ts'
import { findGatewayKey } from './gateway-keys.ts'
import { mergeDocuments, type MergeReport } from './merge-documents.ts'
import { formatDocument, patchText } from './patch-text.ts'
import { DocumentError, formatOf, readDocument, type ReadDocument } from './read-document.ts'

/** What a source brought. */
export type SourceReport = MergeReport & { readonly source: string }

/** A route file after several sources were merged into it. */
export interface MergedFiles {
  readonly text: string
  readonly reports: readonly SourceReport[]
}

/** Reads a route file and several sources and merges these into it, one after the other; nothing is written. */
export async function mergeFiles(sources: readonly string[], destination: string): Promise<MergedFiles> {
  const own = await readIfThere(destination)
  let document: JsonObject = own?.value ?? {}
  const reports: SourceReport[] = []
  for (const source of sources) {
    const read = await readDocument(source)
    refuseForeignOrders(read)
    const merged = mergeDocuments(document, inVersionOf(document, read.value, source))
    document = merged.document
    reports.push({ source, ...merged.report })
  }
  const text =
    own === undefined ? formatDocument(document, formatOf(destination) ?? 'json') : patchText(own, document)
  return { text, reports }
}

/** Whoever publishes a document must not choose handlers and policies of this gateway unread. */
function refuseForeignOrders({ source, url, value }: ReadDocument): void {
  const key = url === undefined ? undefined : findGatewayKey(value)
  if (key !== undefined)
    throw new DocumentError(
      `"${source}" tells the gateway what to do (${key}), which only a file may: fetch it into one, and read it first.`,
    )
}

async function readIfThere(file: string): Promise<ReadDocument | undefined> {
  const status = await stat(file).catch(() => undefined)
  return status === undefined ? undefined : readDocument(file)
}

/** A source is brought to the version of the document; a document that is older than a source is not touched. */
function inVersionOf(document: JsonObject, source: JsonObject, name: string): JsonObject {
  const wanted = (versionOf(document) ?? '3.1').slice(0, 3)
  const version: TargetVersion = wanted === '3.0' || wanted === '3.2' ? wanted : '3.1'
  const converted = convertDocument(source, version, name)
  const own = versionOf(converted)?.slice(0, 3) ?? version
  // Of a source that is newer only 3.2 over 3.1 is harmless: 3.0 says schemas in another way.
  if (own > version && version === '3.0')
    throw new DocumentError(
      `"${name}" is OpenAPI ${own}, the route file is older; first: sallyport openapi convert FILE -o FILE`,
    )
  return converted
}
