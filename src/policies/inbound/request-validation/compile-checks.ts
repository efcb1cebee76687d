import type { Exchange } from '../../../gateway/exchange.ts'
import { isJsonObject } from '../../../openapi/json-object.ts'
import { essenceOf, isJsonType } from '../../../openapi/media-type.ts'
import { compileOperation, type OperationSource } from '../../../openapi/operation.ts'
import type { OperationParameter, ParameterLocation } from '../../../openapi/compile-parameters.ts'
import { resolveObject } from '../../../openapi/resolve-reference.ts'
import { SchemaCompiler, type JsonSchema } from '../../../openapi/schema-compiler.ts'
import { findInJson } from '../../validation/find-in-json.ts'
import { JsonValidator, type ValueProblem } from '../../validation/json-validator.ts'
import { readParameter, type ParameterShape } from './read-parameter.ts'

/** What is wrong with one part of a request. */
export type Check = (exchange: Exchange) => Promise<readonly ValueProblem[]>

/** The checks of a route, made from its OpenAPI operation; what they compile is compiled when it is first needed. */
export interface RouteChecks {
  readonly body: Check
  readonly query: Check
  readonly path: Check
  readonly header: Check
}

/** Makes the checks of a route. */
export function compileChecks(source: OperationSource): RouteChecks {
  const { parameters } = compileOperation(source)
  const at = (place: ParameterLocation): Check =>
    compileParameterCheck(
      source,
      parameters.filter((parameter) => parameter.in === place),
    )
  return { body: compileBodyCheck(source), query: at('query'), path: at('path'), header: at('header') }
}

function compileSchema({ document }: OperationSource, schema: unknown): JsonSchema {
  const compiler = new SchemaCompiler(document, 'input')
  const compiled = compiler.compile(schema)
  return Object.keys(compiler.definitions).length === 0
    ? compiled
    : { ...compiled, $defs: { ...compiler.definitions } }
}

function compileParameterCheck(source: OperationSource, parameters: readonly OperationParameter[]): Check {
  const checks = parameters.map((parameter) => {
    const schema = compileSchema(source, parameter.schema)
    const shape = shapeOf(schema)
    // Where no type is said, a pattern or a length says nothing of a list, and would let one pass.
    const isOnce = shape === 'scalar' && !parameter.isJson && Object.keys(schema).length > 0
    return { parameter, shape, isOnce, validator: new JsonValidator(wrapped(schema), true) }
  })
  return (exchange) => {
    const query = new URLSearchParams(exchange.search)
    return Promise.resolve(
      checks.flatMap(({ parameter, shape, isOnce, validator }) => {
        const value = readParameter(parameter, shape, exchange, query)
        if (isOnce && Array.isArray(value))
          return [{ pointer: `/${parameter.name}`, reason: 'must be sent once' }]
        if (value !== undefined) return at(parameter.name, validator.findProblems({ value }))
        return parameter.required ? [{ pointer: `/${parameter.name}`, reason: 'is required' }] : []
      }),
    )
  }
}

/** Texts are coerced in place, which needs an object around them. */
function wrapped({ $defs, ...schema }: JsonSchema): JsonSchema {
  return { properties: { value: schema }, ...($defs === undefined ? {} : { $defs }) }
}

function at(name: string, problems: readonly ValueProblem[]): readonly ValueProblem[] {
  return problems.map(({ pointer, reason }) => ({ pointer: pointer.replace(/^\/value/, `/${name}`), reason }))
}

function shapeOf({ type }: JsonSchema): ParameterShape {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  if (types.includes('array')) return 'list'
  return types.includes('object') ? 'object' : 'scalar'
}

/** A media type of the body, or a range such as `image/*`, and what judges it; only JSON has a schema to be judged by. */
interface BodyType {
  readonly type: string
  readonly validator: JsonValidator | undefined
}

function compileBodyCheck(source: OperationSource): Check {
  const { document, operation } = source
  const requestBody = resolveObject(document, operation['requestBody'])
  const content = isJsonObject(requestBody?.['content']) ? requestBody['content'] : undefined
  if (content === undefined) return () => Promise.resolve([])
  const isRequired = requestBody?.['required'] === true
  const types = Object.entries(content).map(([name, entry]): BodyType => {
    const schema = resolveObject(document, entry)?.['schema']
    // A range such as */* covers JSON too.
    const isJudged = schema !== undefined && (isJsonType(name) || essenceOf(name).endsWith('*'))
    return {
      type: essenceOf(name),
      validator: isJudged ? new JsonValidator(compileSchema(source, schema), false) : undefined,
    }
  })
  return async ({ body, headers }) => {
    if (body.isEmpty) return isRequired ? [{ pointer: '', reason: 'is required' }] : []
    const given = essenceOf(headers['content-type'] ?? '')
    const found = types.find(({ type }) => type === given) ?? types.find(({ type }) => covers(type, given))
    if (found === undefined)
      return [{ pointer: '', reason: `must be ${types.map(({ type }) => type).join(' or ')}` }]
    return found.validator === undefined || !isJsonType(given)
      ? []
      : findInJson(await body.text(), found.validator)
  }
}

function covers(range: string, type: string): boolean {
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
}
