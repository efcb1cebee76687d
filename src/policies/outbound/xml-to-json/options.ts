import * as z from 'zod'

/** Options of the policy. */
export const xmlToJsonOptions = z.object({
  attributeNamePrefix: z
    .string()
    .default('@_')
    .describe('What stands before the name of an attribute among the members of its element. Default: `@_`.'),
  ignoreAttributes: z.boolean().default(false).describe('Leaves attributes out. Default: false.'),
  textNodeName: z
    .string()
    .min(1)
    .default('#text')
    .describe(
      'Member that holds the text of an element that has attributes or children too. Default: `#text`.',
    ),
  arrays: z
    .array(z.string())
    .default([])
    .describe(
      'Elements that are an array even when there is one of them, by path, such as "books.book". Default: none.',
    ),
  parseValues: z
    .boolean()
    .default(true)
    .describe('Makes numbers and booleans of texts that read as such. Default: true.'),
  removeNamespacePrefix: z
    .boolean()
    .default(false)
    .describe('Takes prefixes such as `soap:` off names. Default: false.'),
})
