import { ok, refuse, type Result } from '../../../foundation/result.ts'
import { fillRequest } from '../../items/fill-request.ts'
import { readRawResource, readResourceResponse } from '../../resources/read-resource-response.ts'
import type { ReadRefusal, ReadResource, Resource } from '../../resources/resource.ts'
import { buildResult } from '../build-result.ts'
import { describeFailure } from '../describe-failure.ts'
import type { RpcCall, RpcOutcome } from '../era.ts'
import { findResource, type FoundResource } from './find-resource.ts'
import { rpcCodes } from '../json-rpc.ts'
import type { EraName } from '../revisions.ts'

/** Serves resources/read; the modern result also says how long it may be kept. */
export async function readResource(call: RpcCall): Promise<RpcOutcome> {
  const { server, era } = call
  const { uri } = call.request.params
  if (typeof uri !== 'string') return refuseParams('"uri" must be the address of a resource.')
  const read = await readAddress(uri, call)
  if (read === undefined) return refuseUnknown(uri, 'There is no resource at this address.', era)
  if (typeof read === 'string') return refuseParams(read)
  if (!read.ok) {
    const { reason, message } = read.error
    if (reason === 'not-found') return refuseUnknown(uri, message, era)
    return refuse({ status: 200, code: rpcCodes.internalError, message, data: { uri } })
  }
  const { contents, ttlMs } = read.value
  // Whoever may read a resource need not be everyone (MCP 2026-07-28, server/utilities/caching).
  const caching = era === 'modern' ? { ttlMs, cacheScope: 'private' } : {}
  return ok(buildResult(server, era, { ...caching, contents }))
}

function refuseParams(message: string): RpcOutcome {
  return refuse({ status: 200, code: rpcCodes.invalidParams, message })
}

/** MCP 2025-11-25 had a code of its own for this; 2026-07-28 (server/resources, error handling) has not. */
function refuseUnknown(uri: string, message: string, era: EraName): RpcOutcome {
  const code = era === 'modern' ? rpcCodes.invalidParams : rpcCodes.resourceNotFound
  return refuse({ status: 200, code, message, data: { uri } })
}

type ReadOutcome = Result<ReadResource, ReadRefusal>

/** Undefined when there is nothing at the address; a sentence when its arguments do not fit. */
async function readAddress(uri: string, call: RpcCall): Promise<ReadOutcome | string | undefined> {
  const { server, exchange, context } = call
  try {
    const reader = server.settings.resourceReaders?.find(({ prefix }) => uri.startsWith(prefix))
    if (reader !== undefined) return await reader.read(uri, exchange, context)
    const found = findResource(server, uri)
    return found === undefined ? undefined : await readOperation(found, uri, call)
  } catch (thrown) {
    return refuse({ reason: 'failed', message: describeFailure(thrown, context) })
  }
}

async function readOperation(
  { served, texts }: FoundResource,
  uri: string,
  { exchange, context, scope }: RpcCall,
): Promise<ReadOutcome | string> {
  const { resource, dispatch } = served
  if (context.recordFields !== undefined) context.recordFields['resource'] = resource.name
  const request = fillRequest(resource.tool, texts)
  if (!request.ok) return `The address does not fit the resource: ${request.error}.`
  const headers = { ...request.value.headers, accept: acceptedTypes(resource) }
  const reply = await dispatch({ ...request.value, headers }, exchange, context)
  // A handler may give the contents apart from the answer of its route.
  return scope.rawResult === undefined
    ? readResourceResponse(reply, resource, uri)
    : readRawResource(scope.rawResult)
}

function acceptedTypes({ types }: Resource): string {
  const wanted = types.documented ?? types.configured
  return wanted === undefined ? '*/*' : `${wanted}, */*;q=0.1`
}
