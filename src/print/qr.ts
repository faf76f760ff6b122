import QRCode from 'qrcode'

/** The dark squares of a QR code, row by row, without the quiet zone around it. */
export interface QrModules {
  readonly size: number
  isDark(row: number, column: number): boolean
}

/** A seventh of a code may be damaged; more would make it finer and harder to read from afar. */
const LEVEL = 'M'

/** Modules of white around a code (ISO/IEC 18004). */
const QUIET = 4

/** The squares of a text. */
export function qrModules(text: string): QrModules {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: LEVEL })
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 }
}

/** An SVG picture; black on white also on a dark page. */
export function qrSvg(text: string): string {
  const { size, isDark } = qrModules(text)
  const rows = Array.from({ length: size }, (_, row) => runsOf(size, row, isDark)).flat()
  const path = rows
    .map(({ row, column, length }) => `M${column + QUIET} ${row + QUIET}h${length}v1h-${length}z`)
    .join('')
  const side = size + 2 * QUIET
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/>` +
    `<path d="${path}"/></svg>`
  )
}

/** A PNG picture, about `side` pixels wide. */
export function qrPng(text: string, side = 1024): Promise<Buffer> {
  return QRCode.toBuffer(text, { errorCorrectionLevel: LEVEL, margin: QUIET, width: side })
}

/** Dark squares in a row that stand side by side. */
export function runsOf(
  size: number,
  row: number,
  isDark: QrModules['isDark'],
): readonly { readonly row: number; readonly column: number; readonly length: number }[] {
  const runs = []
  for (let column = 0; column < size; column += 1) {
    if (!isDark(row, column)) continue
    const start = column
    while (column < size && isDark(row, column)) column += 1
    runs.push({ row, column: start, length: column - start })
  }
  return runs
}
