import { environment, ZuploContext, ZuploRequest } from '@zuplo/runtime'

interface Book {
  readonly genre: string
  readonly priceCents: number
  readonly stock: number
}

interface GenreSummary {
  titles: number
  copies: number
  valueCents: number
}

/** Answers titles, copies and worth of the stock by genre: a tool that is code of the project, not a call passed on. */
export async function stockSummary(request: ZuploRequest, context: ZuploContext): Promise<unknown> {
  const answer = await fetch(`${environment.BOOKSHOP_URL}/v1/books?limit=200`)
  if (!answer.ok) {
    context.log.warn('the bookshop did not list its books', { status: answer.status })
    return new Response('The bookshop does not answer right now.', { status: 502 })
  }
  const { books } = (await answer.json()) as { books: readonly Book[] }
  const wanted = request.query.genre
  const genres: Record<string, GenreSummary> = {}
  for (const book of books) {
    if (wanted !== undefined && book.genre !== wanted) continue
    const genre = (genres[book.genre] ??= { titles: 0, copies: 0, valueCents: 0 })
    genre.titles += 1
    genre.copies += book.stock
    genre.valueCents += book.stock * book.priceCents
  }
  return { genres }
}
