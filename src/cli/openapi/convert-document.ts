import { upgrade } from '@scalar/openapi-upgrader'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { DocumentError } from './read-document.ts'

/** Versions of OpenAPI that documents can be brought to. */
export const targetVersions = ['3.0', '3.1', '3.2'] as const

export type TargetVersion = (typeof targetVersions)[number]

/** The version a document says it has, such as `2.0` or `3.0.3`; undefined when it is no OpenAPI document. */
export function versionOf({ openapi, swagger }: JsonObject): string | undefined {
  const version = openapi ?? swagger
  return typeof version === 'string' ? version : undefined
}

/** A document in a newer version of OpenAPI; one that has it, or is newer, stays as it is. */
export function convertDocument(document: JsonObject, version: TargetVersion, name: string): JsonObject {
  const own = versionOf(document)
  if (own === undefined || !/^(?:2\.0|3\.[0-2](?:\.|$))/.test(own))
    throw new DocumentError(`"${name}" is no OpenAPI document of version 2.0, 3.0, 3.1 or 3.2.`)
  if (own.slice(0, 3) >= version) return document
  const upgraded: unknown = upgradeTo(structuredClone(document), version)
  if (!isJsonObject(upgraded)) throw new DocumentError(`"${name}" cannot be converted.`)
  return upgraded
}

/** The library has a signature for each version. */
function upgradeTo(document: Record<string, unknown>, version: TargetVersion): unknown {
  if (version === '3.0') return upgrade(document, version)
  return version === '3.1' ? upgrade(document, version) : upgrade(document, version)
}
