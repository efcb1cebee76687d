/** An OpenAPI document of several hundred operations, as public APIs have them: two for each thing, in twelve tags. */
export function manyThings(serverUrl: string | undefined, things = 300): Record<string, unknown> {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  const thing = { $ref: '#/components/schemas/Thing' }
  const paths = Object.fromEntries(
    Array.from({ length: things }, (_, index) => {
      const own = { tags: [`group${index % 12}`], parameters: [id] }
      const get = {
        ...own,
        operationId: `getThing${index}`,
        summary: `Get thing ${index}`,
        responses: { 200: { description: 'The thing.', content: { 'application/json': { schema: thing } } } },
      }
      const put = {
        ...own,
        operationId: `putThing${index}`,
        summary: `Put thing ${index}`,
        requestBody: { content: { 'application/json': { schema: thing } } },
        responses: { 204: { description: 'Done.' } },
      }
      return [`/things${index}/{id}`, { get, put }]
    }),
  )
  return {
    openapi: '3.0.3',
    info: { title: 'Many Things', version: '1' },
    ...(serverUrl === undefined ? {} : { servers: [{ url: serverUrl }] }),
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } },
      schemas: {
        Thing: { type: 'object', properties: { id: { type: 'string' }, parent: thing } },
      },
    },
  }
}
