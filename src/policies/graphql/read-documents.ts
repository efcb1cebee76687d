import { parse, type DocumentNode } from 'graphql'
import type { Exchange } from '../../gateway/exchange.ts'
import { isJsonObject } from '../../openapi/json-object.ts'
import { essenceOf } from '../../openapi/media-type.ts'

/** Bounds on what is parsed: tokens of one document, and documents of one request. */
const mostTokens = 10_000
const mostDocuments = 20

/** The documents of a GraphQL request, batches included, or a sentence that says why they cannot be read. */
export type ReadDocuments = { readonly documents: readonly DocumentNode[] } | { readonly problem: string }

/** Reads the documents of a request from its query and its body; a request that has none has nothing to judge. */
export async function readDocuments({ search, headers, body }: Exchange): Promise<ReadDocuments> {
  const texts: unknown[] = new URLSearchParams(search).getAll('query')
  if (!body.isEmpty) {
    const text = await body.text()
    if (essenceOf(headers['content-type'] ?? '') === 'application/graphql') texts.push(text)
    else {
      const operations = parseJson(text)
      if (operations === undefined) return { problem: 'The body must be JSON or a GraphQL document.' }
      texts.push(...operations)
    }
  }
  if (texts.length > mostDocuments) return { problem: `A request holds at most ${mostDocuments} operations.` }
  return parseAll(texts)
}

function parseJson(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const operations: readonly unknown[] = Array.isArray(value) ? value : [value]
    return operations.every(isJsonObject) ? operations.map((operation) => operation['query']) : undefined
  } catch {
    return undefined
  }
}

function parseAll(texts: readonly unknown[]): ReadDocuments {
  const documents: DocumentNode[] = []
  for (const text of texts) {
    // What is asked for by a hash alone cannot be judged here.
    if (typeof text !== 'string') return { problem: 'Every operation needs its "query" as text.' }
    try {
      documents.push(parse(text, { noLocation: true, maxTokens: mostTokens }))
    } catch {
      return { problem: `The document is not GraphQL, or has more than ${mostTokens} tokens.` }
    }
  }
  return { documents }
}
