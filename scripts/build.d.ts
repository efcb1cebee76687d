/** Builds dist/ from the sources. */
export function buildDist(outdir?: string): Promise<void>
