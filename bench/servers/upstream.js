// What forwarded calls reach.
import { quoteOf } from './quote.js'
import { sendJson, serve } from './serve.js'

serve((body, _request, response) => {
  const { symbol, amount } = JSON.parse(body)
  sendJson(response, JSON.stringify(quoteOf(symbol, amount)))
})
