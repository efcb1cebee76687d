import { isJsonObject } from '../../openapi/json-object.ts'
import type { OperationSource } from '../../openapi/operation.ts'
import { resolveObject } from '../../openapi/resolve-reference.ts'

/** The media type of an operation's successful answers, when its document names exactly one. */
export function documentedType({ document, operation }: OperationSource): string | undefined {
  const { responses } = operation
  if (!isJsonObject(responses)) return undefined
  const types = Object.entries(responses)
    .filter(([status]) => /^2(?:\d\d|XX)$/i.test(status))
    .flatMap(([, response]) => {
      const content = resolveObject(document, response)?.['content']
      return isJsonObject(content) ? Object.keys(content) : []
    })
  const [type, other] = [...new Set(types)]
  return type === undefined || other !== undefined || type.includes('*') ? undefined : type
}
