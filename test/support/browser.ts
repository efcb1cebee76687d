/** A browser as far as a sign-in needs one: cookies by host and path, redirects one at a time, a form. */
export interface Browser {
  /** Opens a URL; redirects are answered, not followed. */
  open(url: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  /** Follows redirects from a URL while they stay on its origin; answers the last page or the foreign Location. */
  follow(url: string): Promise<Landing>
  /** Submits the sign-in form of a page with these words, and follows what it answers. */
  signIn(page: Landing, login: string, password: string): Promise<Landing>
  /** Submits the one form of a page with its hidden fields and these, and follows what it answers. */
  submit(page: Landing, fields: Record<string, string>): Promise<Landing>
}

/** Where a browser ended: a page, or a redirect that leaves the origin. */
export interface Landing {
  readonly url: string
  readonly response: Response
  readonly html: string
  /** The foreign URL it was sent to. */
  readonly away: URL | undefined
}

interface Cookie {
  readonly value: string
  readonly path: string
  readonly host: string
}

/** A browser with an empty cookie jar. */
export function createBrowser(): Browser {
  const jar = new Map<string, Cookie>()

  const open: Browser['open'] = async (url, form, headers = {}) => {
    const { host, pathname } = new URL(url)
    const cookies = [...jar].filter(([, cookie]) => cookie.host === host && pathname.startsWith(cookie.path))
    const response = await fetch(url, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        ...(cookies.length === 0
          ? {}
          : { cookie: cookies.map(([key, cookie]) => `${nameOf(key)}=${cookie.value}`).join('; ') }),
        ...(form === undefined ? {} : { origin: new URL(url).origin }),
        ...headers,
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) keep(jar, host, line)
    return response
  }

  const follow: Browser['follow'] = (url) => land(url, undefined)

  const land = async (start: string, form: Record<string, string> | undefined): Promise<Landing> => {
    let url = start
    for (let hop = 0; hop < 10; hop++) {
      const response = await open(url, hop === 0 ? form : undefined)
      const location = response.headers.get('location')
      const html = await response.text()
      if (location === null) return { url, response, html, away: undefined }
      const next = new URL(location, url)
      if (next.origin !== new URL(url).origin) return { url, response, html, away: next }
      url = next.href
    }
    throw new Error(`Too many redirects from ${start}`)
  }

  const submit: Browser['submit'] = (page, fields) => {
    const hidden = [...page.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
    const action = /<form method="post" action="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const target = action === '' ? page.url : new URL(action, page.url).href
    return land(target, {
      ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
      ...fields,
    })
  }

  const signIn: Browser['signIn'] = (page, login, password) => submit(page, { login, password })

  return { open, follow, signIn, submit }
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf(' ') + 1)
}

function keep(jar: Map<string, Cookie>, host: string, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const cut = pair.indexOf('=')
  const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/'
  const key = `${host} ${path} ${pair.slice(0, cut)}`
  const gone = attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute))
  if (gone) jar.delete(key)
  else jar.set(key, { value: pair.slice(cut + 1), path, host })
}
