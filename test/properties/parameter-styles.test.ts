import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parameterStyles } from '../../src/openapi/compile-parameters.ts'
import { buildToolRequest } from '../../src/mcp/tools/build-tool-request.ts'
import { findRequestProblems } from '../support/strict-upstream.ts'
import { toolOf } from '../support/mcp-world.ts'

type Place = keyof typeof parameterStyles

/** Every place with each of its styles, exploded and not. */
const combinations = (Object.keys(parameterStyles) as Place[]).flatMap((place) =>
  parameterStyles[place].flatMap((style) =>
    style === 'cookie' ? [] : [true, false].map((explode) => ({ place, style, explode })),
  ),
)

/** What cannot be told apart on the wire by any reader: the specification gives these styles no escape. */
const parting: Readonly<Record<string, RegExp>> = { label: /\./, spaceDelimited: / /, pipeDelimited: /\|/ }

function texts(place: Place, style: string): fc.Arbitrary<string> {
  const unit = place === 'header' ? 'grapheme-ascii' : 'grapheme'
  const least = place === 'path' ? 1 : 0
  const wellFormed = fc.string({ unit, minLength: least, maxLength: 12 })
  return wellFormed.filter((text) => {
    if (parting[style]?.test(text) === true) return false
    if (place === 'header') return /^[!-+\--~]*$/.test(text) && !text.includes('=')
    return place !== 'path' || !/^\.{1,2}$/.test(text)
  })
}

function values(place: Place, style: string): fc.Arbitrary<unknown> {
  const text = texts(place, style)
  const scalar = fc.oneof(text, fc.integer(), fc.boolean())
  const list = fc.array(scalar, { minLength: 1, maxLength: 4 })
  const key = text.filter((name) => name !== '' && !/[[\]=]/.test(name) && !/^(?:__proto__|\d+)$/.test(name))
  const object = fc.dictionary(key, scalar, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  if (style !== 'deepObject') return fc.oneof(scalar, list, object)
  const nested = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  }))
  return nested.object
}

describe('an argument of a parameter is read back as the same value', () => {
  test.each(combinations)('$place, style $style, explode $explode', async ({ place, style, explode }) => {
    const parameter = { name: 'p', in: place, style, explode, required: true, schema: {} }
    const path = place === 'path' ? '/things/{p}/end' : '/things'
    const tool = toolOf({ path, operation: { parameters: [parameter] } })
    const written = {
      document: {},
      path,
      method: 'GET',
      pathItem: {},
      operation: { parameters: [parameter] },
    }
    await fc.assert(
      fc.asyncProperty(values(place, style), async (value) => {
        const args = { p: value }
        const built = buildToolRequest(tool.plan, args)
        // Dots alone would be another path, and one empty text is no path at all.
        fc.pre(built.ok || (place === 'path' && /path/.test(built.error)))
        if (!built.ok) return
        expect(await findRequestProblems(written, { request: built.value, args, plan: tool.plan })).toEqual(
          [],
        )
      }),
      { seed: 2026, numRuns: 150 },
    )
  })
})

const bodies = [
  ['application/json', {}],
  ['application/x-www-form-urlencoded', {}],
  [
    'application/x-www-form-urlencoded',
    { b: { style: 'deepObject', explode: true }, c: { style: 'form', explode: false } },
  ],
  ['multipart/form-data', {}],
] as const

test.each(bodies)(
  'a body of %s with encodings %j is read back as the same value',
  async (mediaType, encoding) => {
    const schema = {
      type: 'object',
      properties: {
        a: { type: 'string' },
        b: { type: 'object' },
        c: { type: 'array', items: { type: 'string' } },
        n: {},
      },
    }
    const operation = { requestBody: { required: true, content: { [mediaType]: { schema, encoding } } } }
    const tool = toolOf({ method: 'POST', operation })
    const written = { document: {}, path: '/books', method: 'POST', pathItem: {}, operation }
    // Line breaks in parts are CRLF on the wire, and a reader may give back what it likes of them.
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !/[\r\n]/.test(value))
    const key = text.filter((name) => name !== '' && !/[[\]]/.test(name) && !/^(?:__proto__|\d+)$/.test(name))
    const content = fc.record({
      a: text,
      b: fc.dictionary(key, text, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      c: fc.array(text, { minLength: 1, maxLength: 3 }),
      n: fc.oneof(fc.integer(), fc.boolean()),
    })
    await fc.assert(
      fc.asyncProperty(content, async (args) => {
        const built = buildToolRequest(tool.plan, args)
        if (!built.ok) throw new Error(built.error)
        expect(await findRequestProblems(written, { request: built.value, args, plan: tool.plan })).toEqual(
          [],
        )
      }),
      { seed: 2026, numRuns: 150 },
    )
  },
)

test('files of any bytes arrive as they are', async () => {
  const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } }
  const operation = { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  const tool = toolOf({ method: 'POST', operation })
  const written = { document: {}, path: '/books', method: 'POST', pathItem: {}, operation }
  const bytes = fc.uint8Array({ maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(bytes, fc.string({ unit: 'grapheme' }), async (content, name) => {
      const args = { file: { data: Buffer.from(content).toString('base64'), name } }
      const built = buildToolRequest(tool.plan, args)
      if (!built.ok) throw new Error(built.error)
      expect(await findRequestProblems(written, { request: built.value, args, plan: tool.plan })).toEqual([])
    }),
    { seed: 2026, numRuns: 100 },
  )
})
