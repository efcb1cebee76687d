import * as z from 'zod'
import { parseStatusCodes } from '../../limits/status-codes.ts'

const statusCodes = z.union([
  z
    .string()
    .refine((text) => parseStatusCodes(text) !== undefined, 'must be codes and ranges, such as 200-299, 304'),
  z.array(z.int().min(200).max(599)).min(1),
])

/** Options of the policy. */
export const xmlToJsonOptions = z.object({
  removeNSPrefix: z
    .boolean()
    .default(true)
    .describe('Takes prefixes such as `soap:` off names. Default: true.'),
  ignoreAttributes: z.boolean().default(true).describe('Leaves attributes out. Default: true.'),
  ignoreDeclarations: z
    .boolean()
    .default(true)
    .describe('Leaves the declaration `<?xml …?>` out. Default: true.'),
  ignoreProcessingInstructions: z
    .boolean()
    .default(true)
    .describe('Leaves other processing instructions, `<?name …?>`, out. Default: true.'),
  parseOnStatusCodes: statusCodes
    .optional()
    .describe('Statuses of answers that are turned, such as "200-299, 304" or a list. Default: all.'),
  stopNodes: z
    .array(z.string().min(1))
    .max(100)
    .default([])
    .describe(
      'Elements whose content stays the text that it is, by path, such as "root.note", or anywhere, such as "*.note". Default: none.',
    ),
  trimValues: z
    .boolean()
    .default(true)
    .describe('Takes space off both ends of texts and attributes. Default: true.'),
  attributeNamePrefix: z
    .string()
    .default('@_')
    .describe('What stands before the name of an attribute among the members of its element. Default: `@_`.'),
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
})
