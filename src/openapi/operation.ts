import { compileBody, type OperationBody } from './compile-body.ts'
import { compileParameters, type OperationParameter } from './compile-parameters.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { isJsonType } from './media-type.ts'
import type { OperationProblem } from './operation-problem.ts'
import { resolveObject } from './resolve-reference.ts'

/** A successful answer of an operation. */
export interface OperationResponse {
  readonly status: string
  /** JSON schema as written; undefined when the answer is not JSON or has no schema. */
  readonly schema: unknown
}

/** What an operation takes and gives, with references resolved one level deep. */
export interface OperationShape {
  /** Path item's and operation's, the operation's winning. */
  readonly parameters: readonly OperationParameter[]
  readonly body: OperationBody | undefined
  /** The 2xx responses. */
  readonly responses: readonly OperationResponse[]
  /** What could not be read or was simplified. */
  readonly problems: readonly OperationProblem[]
}

/** The OpenAPI objects an operation is described by. */
export interface OperationSource {
  readonly document: JsonObject
  readonly pathItem: JsonObject
  readonly operation: JsonObject
}

/** Collects what an operation takes and gives from its path item, itself and the components they refer to. */
export function compileOperation(source: OperationSource): OperationShape {
  const problems: OperationProblem[] = []
  const parameters = compileParameters(source, problems)
  const body = compileBody(source, problems)
  return { parameters, body, responses: collectResponses(source), problems }
}

function collectResponses({ document, operation }: OperationSource): readonly OperationResponse[] {
  const responses = operation['responses']
  if (!isJsonObject(responses)) return []
  const successful = Object.entries(responses).filter(([status]) => /^2(?:\d\d|XX)$/i.test(status))
  return successful.map(([status, entry]) => {
    const content = resolveObject(document, entry)?.['content']
    if (!isJsonObject(content)) return { status, schema: undefined }
    const json = Object.entries(content).find(([type]) => isJsonType(type))
    return { status, schema: json === undefined ? undefined : resolveObject(document, json[1])?.['schema'] }
  })
}
