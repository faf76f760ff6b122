import { toString as draw } from 'qrcode'
import type { Locale } from '../../core/index.ts'
import type { Texts, WhatsAppLine } from '../../ports/index.ts'

/** What showing codes in the terminal works with. */
export interface TerminalOptions {
  readonly line: WhatsAppLine
  readonly texts: () => Texts
  readonly locale: Locale
  readonly print: (text: string) => void
}

/** A code is renewed every twenty seconds: after so many, whoever wants one asks the staff page. */
const MOST_CODES = 9

/** Shows the codes to be scanned in the terminal, with what it is and what it risks. */
export function showCodes({ line, texts, locale, print }: TerminalOptions): () => void {
  let shown = 0
  let last: string | undefined
  return line.onPairing(() => {
    const pairing = line.pairing()
    if (pairing.type === 'connected') {
      if (shown > 0) print(`\n${texts().text(locale, 'whatsapp:connected.text')}\n`)
      shown = 0
    }
    if (pairing.type !== 'waiting' || pairing.code === last || shown > MOST_CODES) return
    last = pairing.code
    shown++
    if (shown > MOST_CODES) print(`\n${texts().text(locale, 'whatsapp:terminal.more')}\n`)
    else void show(pairing.code, shown === 1)
  })

  async function show(code: string, isFirst: boolean): Promise<void> {
    const say = (key: string) => texts().text(locale, `whatsapp:${key}`)
    const picture = await draw(code, { type: 'terminal', small: true })
    const risk = [say('risk.title'), say('risk.text'), say('risk.way-out')].join('\n')
    const words = isFirst ? `${risk}\n\n${say('waiting.text')}` : say('waiting.renewed')
    print(`\n${words}\n\n${picture}\n`)
  }
}
