import { escapeHtml } from './escape-html.ts'
import { renderPage } from './page.ts'

/** What the page shows on which a person types the code of a device. */
export interface DeviceCodeView {
  readonly serverName: string
  /** Where the form goes: the page is shown at other addresses too. */
  readonly action: string
  readonly csrfToken: string
  /** The code as it came in a link, or as it was typed before. */
  readonly code: string
  /** What is wrong with that code. */
  readonly problem: string | undefined
}

/** The first page of the device grant. */
export function renderDeviceCodePage(view: DeviceCodeView): string {
  const described = view.problem === undefined ? 'hint' : 'problem hint'
  const invalid = view.problem === undefined ? '' : ' aria-invalid="true"'
  const problem =
    view.problem === undefined
      ? ''
      : `<p class="alarm" id="problem" role="alert">${escapeHtml(view.problem)}</p>\n`
  return renderPage(
    'Connect a device',
    `<h1>Connect a device</h1>
<p class="soft">to ${escapeHtml(view.serverName)}</p>
${problem}<form method="post" action="${escapeHtml(view.action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(view.csrfToken)}">
<input type="hidden" name="confirm" value="yes">
<label for="user_code">Code on your device</label>
<input class="code" id="user_code" name="user_code" value="${escapeHtml(view.code)}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32" required aria-describedby="${described}"${invalid} autofocus>
<p class="soft" id="hint">Go on only if you started this yourself, on a device in front of you, and the code is the same there.</p>
<button type="submit">Continue</button>
</form>`,
  )
}
