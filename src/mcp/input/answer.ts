import { LRUCache } from 'lru-cache'
import type { InputRequest, InputResponse } from '../../gateway/mcp-call.ts'
import { isJsonObject, type JsonObject } from '../../openapi/json-object.ts'
import { SchemaValidator } from '../tools/schema-validator.ts'

/** True when a client's answer has the shape of its request, and a form the values it asks for. */
export function isAnswerTo(request: InputRequest, answer: InputResponse): boolean {
  switch (request.method) {
    case 'elicitation/create':
      return isElicited(request.params ?? {}, answer)
    case 'sampling/createMessage':
      return typeof answer['role'] === 'string' && isContent(answer['content'])
    case 'roots/list':
      return isList(answer['roots'])
  }
}

function isElicited(params: JsonObject, { action, content }: InputResponse): boolean {
  if (action === 'decline' || action === 'cancel') return true
  if (action !== 'accept') return false
  if (params['mode'] === 'url') return true
  const schema = params['requestedSchema']
  return (
    isJsonObject(content) && (!isJsonObject(schema) || validatorOf(schema).findProblem(content) === undefined)
  )
}

function isContent(content: unknown): boolean {
  return isJsonObject(content) || isList(content)
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isJsonObject)
}

/** Forms are few and come again with each call; compiling one costs more than everything else. */
const validators = new LRUCache<string, SchemaValidator>({ max: 100 })

function validatorOf(schema: JsonObject): SchemaValidator {
  const text = JSON.stringify(schema)
  let validator = validators.get(text)
  if (validator === undefined) {
    validator = new SchemaValidator(schema)
    validators.set(text, validator)
  }
  return validator
}
