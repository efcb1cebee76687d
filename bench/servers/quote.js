/**
 * What the tool answers, wherever it is served: about 200 bytes.
 *
 * @param {string} symbol
 * @param {number} amount
 */
export function quoteOf(symbol, amount) {
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
