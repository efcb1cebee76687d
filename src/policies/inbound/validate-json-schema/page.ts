import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Refuses requests whose body is not JSON of a schema.',
  text: 'The schema is a file of the project, read at start, or stands in the options. It is judged as JSON Schema 2020-12 whatever its `$schema` says, and one that cannot be compiled stops the start; references stay in the file. A body is required and read as JSON whatever its `Content-Type`. The 400 lists what is wrong with a JSON pointer and the reason, and never quotes the body. Where the schema stands in `requestBody` of the operation, use [request-validation-inbound](request-validation-inbound.md): tools then know it too.',
  method: 'post',
  inbound: [
    {
      name: 'judge',
      handler: {
        export: 'ValidateJsonSchemaInbound',
        module: '$import(@zuplo/runtime)',
        options: { validator: '$import(./schemas/book.json)' },
      },
    },
  ],
  files: {
    'schemas/book.json': JSON.stringify(
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        properties: { title: { type: 'string' }, pages: { $ref: '#/definitions/count' } },
        required: ['title'],
        definitions: { count: { type: 'integer', minimum: 1 } },
      },
      null,
      2,
    ),
  },
  operation: {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { type: 'object' } } },
    },
  },
  exchanges: [
    {
      shows: 'A body that fits passes.',
      request: { body: { title: 'Emma', pages: 474 } },
      answer: { status: 200, body: { body: { title: 'Emma' } } },
    },
    {
      shows: 'One that does not fit is told why.',
      request: { body: { title: 'Emma', pages: 0 } },
      answer: {
        status: 400,
        body: {
          code: 'SALLYPORT_REQUEST_INVALID',
          errors: [{ in: 'body', pointer: '/pages', reason: 'must be >= 1' }],
        },
      },
    },
  ],
  seeAlso: ['[request-validation-inbound](request-validation-inbound.md)', '[Guards](../../guards.md)'],
}
