import type { JsonObject } from './json-object.ts'
import { schemaOf, upgradeCollectionFormat } from './upgrade-parameter.ts'

const formType = 'application/x-www-form-urlencoded'
const multipartType = 'multipart/form-data'

/** Makes a requestBody of the body and formData parameters of Swagger 2.0; undefined when there are none. */
export function upgradeBody(
  parameters: readonly JsonObject[],
  consumes: readonly string[],
): JsonObject | undefined {
  const body = parameters.find((parameter) => parameter['in'] === 'body')
  if (body !== undefined) {
    const { description, required, schema = {} } = body
    const types = consumes.length === 0 ? ['application/json'] : consumes
    return {
      ...(description === undefined ? {} : { description }),
      required: required === true,
      content: Object.fromEntries(types.map((type) => [type, { schema }])),
    }
  }
  return parameters.length === 0 ? undefined : upgradeForm(parameters, consumes)
}

function upgradeForm(fields: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const required = fields.filter((field) => field['required'] === true).map(({ name }) => String(name))
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [String(field['name']), describedSchema(field)])),
    ...(required.length === 0 ? {} : { required }),
  }
  const hasFile = fields.some((field) => field['type'] === 'file')
  const declared = consumes.filter((type) => [formType, multipartType].includes(type.toLowerCase()))
  // A file cannot travel in the other form (Swagger 2.0, Parameter Object, `file`).
  const types = hasFile ? [multipartType] : declared.length === 0 ? [formType] : declared
  const encoding = Object.fromEntries(
    fields
      .map((field) => [String(field['name']), upgradeCollectionFormat(field)] as const)
      .filter(([, styles]) => Object.keys(styles).length > 0),
  )
  const content = types.map((type) => [type, type === formType ? { schema, encoding } : { schema }] as const)
  return { required: required.length > 0, content: Object.fromEntries(content) }
}

function describedSchema(field: JsonObject): JsonObject {
  const { description } = field
  return { ...schemaOf(field), ...(description === undefined ? {} : { description }) }
}
