import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = createRequire(import.meta.url).resolve('axe-core')
const images = join(import.meta.dirname, '../../docs/images')

/** More keys than any page has fields. */
const mostTabs = 12

/** A person at the keyboard of a browser that runs no script. */
export interface Visitor {
  readonly page: Page
  /** Opens an address and answers the status. */
  open(url: string): Promise<number>
  /** Goes to a control with the Tab key and types; everything that was in it is replaced. */
  type(name: string, text: string): Promise<void>
  /** Goes to a button with the Tab key and presses it. */
  press(name: string): Promise<void>
  /** What the page says. */
  text(): Promise<string>
  /** Judges what is shown: who may be left out, what was loaded. Takes its picture when asked to by the environment. */
  inspect(name: string): Promise<void>
  close(): Promise<void>
}

/** Opens a fresh browser profile whose requests may go to the given origins alone. */
export async function createVisitor(browser: Browser, origins: readonly string[]): Promise<Visitor> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 480, height: 640 },
    deviceScaleFactor: 1,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // Chromium calls an answer of 400 or more an error of the page; the tests judge statuses themselves.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!origins.includes(new URL(request.url()).origin)) complaints.push(`asked for ${request.url()}`)
  })
  return {
    page,
    open: async (url) => (await page.goto(url))?.status() ?? 0,
    type: async (name, text) => {
      await goTo(page, 'textbox', name)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    press: async (name) => {
      await goTo(page, 'button', name)
      const arrived = page.waitForNavigation()
      await page.keyboard.press('Enter')
      await arrived
    },
    text: () => page.locator('body').innerText(),
    inspect: async (name) => {
      await judge(page, context)
      expect(complaints, name).toEqual([])
      if (process.env['SALLYPORT_SCREENSHOTS'] === undefined) return
      await mkdir(images, { recursive: true })
      await page.screenshot({ path: join(images, `${name}.png`) })
    },
    close: () => context.close(),
  }
}

interface Focus {
  readonly role: string
  readonly name: string
  readonly outline: string
}

/** Presses Tab until the control has the focus, which must be seen all the way. */
async function goTo(page: Page, role: 'textbox' | 'button', name: string): Promise<void> {
  for (let tabs = 0; tabs <= mostTabs; tabs += 1) {
    const focus = await page.evaluate(readFocus)
    if (focus !== undefined) expect(focus.outline, `the focus on ${focus.name} is seen`).not.toBe('none')
    if (focus?.role === role && focus.name === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by keyboard to the ${role} "${name}"`)
}

/** Runs in the browser: the control that has the focus, by its label. */
function readFocus(): Focus | undefined {
  const control = document.activeElement
  if (!(control instanceof HTMLElement) || control === document.body) return undefined
  const label = control instanceof HTMLInputElement ? control.labels?.[0]?.textContent : control.textContent
  return {
    role: control instanceof HTMLButtonElement ? 'button' : 'textbox',
    name: (label ?? '').trim(),
    outline: getComputedStyle(control).outlineStyle,
  }
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** The rules of WCAG 2.1 A and AA, in the light and in the dark, contrast included. */
async function judge(page: Page, context: BrowserContext): Promise<void> {
  // A page that is shown to axe may run scripts; it is a copy, so that the real one stays as it is.
  const copy = await context.browser()?.newContext({ bypassCSP: true, viewport: page.viewportSize() })
  if (copy === undefined) throw new Error('the browser is gone')
  try {
    const shown = await copy.newPage()
    for (const colorScheme of ['light', 'dark'] as const) {
      await shown.emulateMedia({ colorScheme })
      await shown.setContent(await page.content())
      await shown.addScriptTag({ path: axe })
      const { violations } = await shown.evaluate(() => {
        const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }
        return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
      })
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      expect(found, colorScheme).toEqual([])
    }
  } finally {
    await copy.close()
  }
}
