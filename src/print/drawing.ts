import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * What draws PDFs, loaded when something is drawn: most processes never do, and it takes an eighth
 * of the memory of one that waits for messages.
 */
export function loadPdfKit(): typeof import('pdfkit') {
  return require('pdfkit')
}

/** What reads fonts, loaded as {@link loadPdfKit} is. */
export function loadFontKit(): typeof import('fontkit') {
  return require('fontkit')
}
