import type { GatewayRequest } from 'sallyport'

interface Question {
  readonly symbol: string
  readonly amount: number
}

/** Answers what an amount of a share costs. */
export async function quote(request: GatewayRequest): Promise<unknown> {
  const { symbol, amount } = (await request.json()) as Question
  const price = 1250
  return {
    symbol,
    amount,
    price,
    total: price * amount,
    currency: 'EUR',
    market: 'Example Exchange, continuous trading',
    terms: 'Binding for sixty seconds; delivery after two days.',
  }
}
