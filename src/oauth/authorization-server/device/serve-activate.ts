import type { IncomingMessage, ServerResponse } from 'node:http'
import { isForeignForm } from '../foreign-form.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { sendPage } from '../send-answer.ts'
import { shownCodeParameter } from './build-feature.ts'

/** A request for the page. */
export interface ActivateRequest {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly origin: string
  readonly query: string
}

/** Serves the page on which a person types the code of a device, through the library, which finds the device. */
export async function serveActivate(
  request: ActivateRequest,
  handOver: (query: string) => Promise<void>,
): Promise<void> {
  const { req, res } = request
  if (req.method === 'GET') {
    const code = new URLSearchParams(request.query).get('user_code')
    return handOver(code === null ? '' : `?${new URLSearchParams({ [shownCodeParameter]: code }).toString()}`)
  }
  if (req.method !== 'POST')
    return sendPage(res, 405, renderErrorPage('This page takes GET and POST.'), { allow: 'GET, POST' })
  if (isForeignForm(req, request.origin))
    return sendPage(
      res,
      403,
      renderErrorPage('This form was not sent from this page. Go back and try again.'),
    )
  // The library cannot answer a form that comes without the session its page has begun.
  if (req.headers.cookie?.includes('sallyport.session.') !== true)
    return sendPage(res, 400, renderErrorPage('This form has expired. Open the page of the device again.'))
  await handOver('')
}
