import { defineInboundPolicy } from '../../../gateway/policy.ts'
import type { JsonSchema } from '../../../openapi/schema-compiler.ts'
import { findInJson } from '../../validation/find-in-json.ts'
import { invalidRequestReply } from '../../validation/invalid-request-reply.ts'
import { JsonValidator, type ValueProblem } from '../../validation/json-validator.ts'
import { validateJsonSchemaOptions } from './options.ts'

/** Refuses requests whose body is not JSON of a schema. */
export const validateJsonSchema = defineInboundPolicy({
  stage: 'inbound',
  exports: ['ValidateJsonSchemaInbound'],
  policyTypes: ['validate-json-schema-inbound'],
  options: validateJsonSchemaOptions,
  create: ({ validator: schema }, { name, report }) => {
    const validator = new JsonValidator(withoutDialect(schema), false)
    try {
      validator.compile()
    } catch (error) {
      report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_SCHEMA',
        path: ['validator'],
        message: `The schema cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
        hint: 'Write it in JSON Schema 2020-12, whole in one file: references begin with #.',
      })
    }
    return {
      name,
      handle: async (exchange, context) => {
        const { body } = exchange
        const problems: readonly ValueProblem[] = body.isEmpty
          ? [{ pointer: '', reason: 'is required' }]
          : findInJson(await body.text(), validator)
        if (problems.length === 0) return undefined
        return invalidRequestReply(
          problems.map((problem) => ({ in: 'body' as const, ...problem })),
          exchange,
          context,
        )
      },
    }
  },
})

/** Its dialect names a schema that no one fetches; an asynchronous one would answer with a promise, which is no refusal. */
function withoutDialect({ $schema: _, $async: __, ...schema }: JsonSchema): JsonSchema {
  return schema
}
