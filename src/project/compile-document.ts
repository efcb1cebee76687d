import { isJsonObject, type JsonObject } from '../openapi/json-object.ts'
import { upgradeDocument } from '../openapi/upgrade-document.ts'
import { bundleReferences } from './bundle-references.ts'
import type { Compilation } from './compilation.ts'
import type { OpenApiObject } from './project.ts'

/** An OpenAPI document with everything it refers to in other files of the project, in the words of OpenAPI 3. */
export function compileDocument(value: OpenApiObject, file: string, compilation: Compilation): OpenApiObject {
  const bundled = bundleReferences(value, file, (path) => readObject(path, compilation), compilation)
  return upgradeDocument(bundled)
}

function readObject(path: string, compilation: Compilation): JsonObject | undefined {
  const value = compilation.document(path)?.value
  return isJsonObject(value) ? value : undefined
}
