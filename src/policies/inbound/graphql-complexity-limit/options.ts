import * as z from 'zod'

/** Options of the policy. */
export const graphqlComplexityLimitOptions = z.object({
  useDepthLimit: z
    .object({
      depthLimit: z.int().min(1).describe('Most fields within fields. Required.'),
      ignore: z
        .array(z.string())
        .default([])
        .describe('Names of fields that are not counted, nor what is in them. Default: none.'),
    })
    .optional()
    .describe('Limits how deep a document goes. Default: no limit.'),
  useComplexityLimit: z
    .object({
      complexityLimit: z
        .int()
        .min(1)
        .describe('Most fields of an answer, as the document asks for them. Required.'),
      endpointUrl: z
        .string()
        .optional()
        .describe('Accepted and not used: documents are measured without the schema. Default: none.'),
    })
    .optional()
    .describe(
      'Limits how many fields a request asks for; those within a field that has `first`, `last` or `limit` count as often. Default: no limit.',
    ),
})

/** Checked {@link graphqlComplexityLimitOptions}. */
export type GraphqlComplexityLimitOptions = z.infer<typeof graphqlComplexityLimitOptions>
