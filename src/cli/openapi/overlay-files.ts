import { dirname, resolve } from 'node:path'
import { applyOverlay, OverlayError, parseOverlay, type ActionReport } from './apply-overlay.ts'
import { patchText } from './patch-text.ts'
import { formatOf, readDocument } from './read-document.ts'

/** An overlay and what it is applied to, as files or URLs. */
export interface OverlayFiles {
  /** Undefined = what the overlay `extends`. */
  readonly input: string | undefined
  readonly overlay: string
  readonly output: string | undefined
}

/** A document with its overlay applied. */
export interface OverlaidFiles {
  /** The document that was read. */
  readonly input: string
  readonly text: string
  readonly actions: readonly ActionReport[]
}

/** Reads an overlay and a document and applies the one to the other; the format is that of the output's name. */
export async function overlayFiles({ input, overlay, output }: OverlayFiles): Promise<OverlaidFiles> {
  const read = await readDocument(overlay)
  const parsed = parseOverlay(read.value, overlay)
  const source = input ?? placeOf(parsed.extends, overlay)
  if (source === undefined)
    throw new OverlayError(`"${overlay}" does not say what it extends; name the document with --input.`)
  const document = await readDocument(source)
  const { document: overlaid, actions } = applyOverlay(document.value, parsed)
  const format = output === undefined ? undefined : formatOf(output)
  return { input: source, text: patchText(document, overlaid, format), actions }
}

/** `extends` is a URI reference: relative ones count from the overlay (Overlay 1.1, 4.3). */
function placeOf(reference: string | undefined, overlay: string): string | undefined {
  if (reference === undefined || URL.canParse(reference)) return reference
  if (URL.canParse(overlay)) return new URL(reference, overlay).href
  return resolve(dirname(overlay), decodeURIComponent(reference))
}
