const WIDTH = 24
const STEP = 0.02

/** Where a bar is drawn: standard error, where it is a terminal. */
export interface ProgressOutput {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Draws a bar on a terminal; says nothing where nobody watches. */
export function createProgress(
  title: string,
  output: ProgressOutput,
): (done: number, total: number) => void {
  let shown = -1
  return (done, total) => {
    if (output.isTTY !== true || total === 0) return
    const share = Math.min(1, done / total)
    if (share < 1 && share - shown < STEP && shown >= 0) return
    if (shown === 1) return
    shown = share
    const filled = Math.round(share * WIDTH)
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
    output.write(`\r${title} ${bar} ${Math.floor(share * 100)} %${share === 1 ? '\n' : ''}`)
  }
}
