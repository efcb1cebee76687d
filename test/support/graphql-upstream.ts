import { buildSchema, graphql } from 'graphql'
import { startUpstream, type LoopbackUpstream } from './loopback-upstream.ts'

const schema = buildSchema(`
  "A book of the shop."
  type Book { id: ID!, title: String!, format: Format! }
  enum Format { PAPER, SOUND }
  type Query { books(format: Format): [Book!]!, broken: String }
  type Mutation { addBook(title: String!): Book! }
`)

/** A real GraphQL server, and what was asked of it. */
export interface GraphqlUpstream extends LoopbackUpstream {
  readonly asked: { readonly query: string; readonly authorization: string | undefined }[]
}

/** Starts a GraphQL server on a free loopback port; it executes with the reference implementation. */
export async function startGraphql(): Promise<GraphqlUpstream> {
  const books = [{ id: '1', title: 'Emma', format: 'PAPER' }]
  const rootValue = {
    books: ({ format }: { format?: string }) =>
      books.filter((book) => format === undefined || book.format === format),
    broken: () => {
      throw new Error('the shelf fell down')
    },
    addBook: ({ title }: { title: string }) => {
      const book = { id: String(books.length + 1), title, format: 'SOUND' }
      books.push(book)
      return book
    },
  }
  const asked: GraphqlUpstream['asked'] = []
  const upstream = await startUpstream((request, response, body) => {
    const { query, variables, operationName } = JSON.parse(body) as Record<string, unknown>
    asked.push({ query: String(query), authorization: request.headers.authorization })
    void graphql({
      schema,
      rootValue,
      source: String(query),
      variableValues: variables as Record<string, unknown> | undefined,
      operationName: operationName as string | undefined,
    }).then((result) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(result))
    })
  })
  return { ...upstream, asked }
}
