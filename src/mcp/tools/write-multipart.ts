/** One part of a multipart/form-data body. */
export interface Part {
  readonly name: string
  /** Undefined when the part is no file. */
  readonly fileName: string | undefined
  readonly contentType: string | undefined
  readonly content: string | Uint8Array
}

/** A multipart body and its media type with the boundary. */
export interface MultipartBody {
  readonly content: Uint8Array
  readonly mediaType: string
}

/** Writes a multipart/form-data body (RFC 7578). */
export function writeMultipart(mediaType: string, parts: readonly Part[]): MultipartBody {
  // Nobody can put a boundary into a part that is chosen after the part was written.
  const boundary = `part-${crypto.randomUUID()}`
  const encoder = new TextEncoder()
  const chunks: Uint8Array[] = []
  for (const part of parts) {
    chunks.push(encoder.encode(`--${boundary}\r\n${headersOf(part)}\r\n`))
    chunks.push(typeof part.content === 'string' ? encoder.encode(part.content) : part.content)
    chunks.push(encoder.encode('\r\n'))
  }
  chunks.push(encoder.encode(`--${boundary}--\r\n`))
  const essence = mediaType.split(';', 1)[0] ?? mediaType
  return { content: join(chunks), mediaType: `${essence}; boundary=${boundary}` }
}

function headersOf({ name, fileName, contentType }: Part): string {
  const file = fileName === undefined ? '' : `; filename="${quote(fileName)}"`
  const type = contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`
  return `Content-Disposition: form-data; name="${quote(name)}"${file}\r\n${type}`
}

/** As browsers write names (HTML, multipart/form-data encoding algorithm): these three would end the name or the line. */
function quote(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
