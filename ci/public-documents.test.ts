import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { readWrittenSchemas } from '../test/support/written-schema.ts'
import { publicDocuments, readPublicDocument } from './public-documents.ts'
import { compileAll, judgeRoundTrip } from './round-trip.ts'

describe.each(publicDocuments)('$name', ({ file, operations, ambiguousOperations = 0 }) => {
  const document = readPublicDocument(file)
  const compiled = compileAll(document)

  test('every operation becomes a tool', () => {
    const refused = compiled.filter(({ tool }) => tool === undefined)
    expect(compiled).toHaveLength(operations)
    expect(refused.map(({ label, problems }) => [label, problems.map(({ message }) => message)])).toEqual([])
  })

  test('every tool has a name of its own, and a schema of JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const names = compiled.map(({ tool }) => tool?.listing.name ?? '')
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name))).toEqual([])
    const invalid = compiled.flatMap(({ tool, label }) =>
      [tool?.listing.inputSchema, tool?.listing.outputSchema]
        .filter((schema) => schema !== undefined)
        .flatMap((schema) => (ajv.validateSchema(schema) === true ? [] : [`${label}: ${ajv.errorsText()}`])),
    )
    expect(invalid).toEqual([])
  })

  test(
    'every request that arguments make is read by the document as the same values',
    { timeout: 300_000 },
    async () => {
      const problems: string[] = []
      const ambiguous: string[] = []
      const schemas = readWrittenSchemas(document)
      for (const [index, { tool, label, written, problems: said }] of compiled.entries()) {
        if (tool === undefined) continue
        tool.answer?.warm()
        // Of what was simplified the document says more than the tool.
        const isSimplified = said.some(({ code }) => code === 'SALLYPORT_MCP_SIMPLIFIED')
        const found = await judgeRoundTrip(tool, written, isSimplified ? undefined : schemas, 1000 * index)
        // Two parameters of one field cannot be told apart, which was said when the tool was compiled.
        if (said.some(({ code }) => code === 'SALLYPORT_MCP_AMBIGUOUS_QUERY')) ambiguous.push(label)
        else if (found.length > 0) problems.push(`${label}: ${found.join('; ')}`)
      }
      expect(problems).toEqual([])
      expect(ambiguous).toHaveLength(ambiguousOperations)
    },
  )
})
