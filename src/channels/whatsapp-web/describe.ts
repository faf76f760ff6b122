import type {
  ChannelState,
  WhatsAppLoss,
  WhatsAppPairing,
  WhatsAppRefusal,
} from '../../ports/index.ts'

const LOST: Readonly<Record<WhatsAppLoss, readonly [reason: string, hint: string]>> = {
  browser: [
    'the browser of WhatsApp ended or did not start',
    'It is started again by itself; if it stays so, look at the memory of this machine, and at WHATSAPP_BROWSER_FLAGS in .env.example.',
  ],
  hanging: ['the page of WhatsApp does not get ready', 'It is loaded again by itself.'],
  network: ['WhatsApp could not be reached', 'It is tried again by itself; check the network.'],
  phone: ['WhatsApp waits for the phone', 'Switch the phone on and connect it to a network.'],
  changed: [
    'the page of WhatsApp has changed and is not understood',
    'Install the newest version of Dalil; until then, give people the address on Telegram or of the chat page.',
  ],
  conflict: [
    'the connection was opened elsewhere',
    'Stop the other program that uses the same data folder.',
  ],
  unscanned: [
    'nobody has scanned the code',
    'Ask for a new one at /staff/whatsapp, or start again.',
  ],
}

const REFUSED: Readonly<Record<WhatsAppRefusal, readonly [reason: string, hint: string]>> = {
  blocked: [
    'WhatsApp refuses this number',
    'Open WhatsApp on the phone and read what it says; if the number is banned, use WHATSAPP=cloud or Telegram.',
  ],
  version: ['WhatsApp wants a newer version', 'Install the newest version of Dalil.'],
  denied: ['the phone refused the connection', 'Ask for a new code at /staff/whatsapp.'],
  'no-browser': [
    'there is no Chromium on this machine',
    'Install one (apt-get install chromium) or set CHROMIUM_PATH, then start again.',
  ],
}

/** The pairing as the state of a channel, in the words of the terminal. */
export function toChannelState(pairing: WhatsAppPairing, isSpent: boolean): ChannelState {
  switch (pairing.type) {
    case 'starting':
      return { type: 'starting' }
    case 'waiting':
      return { type: 'starting', detail: 'waiting for a phone to scan the code' }
    case 'connected':
      return isSpent
        ? {
            type: 'failing',
            reason: 'the most messages of one day have been sent',
            hint: 'Replies wait for tomorrow, but for emergencies; see WHATSAPP_PER_DAY in .env.example.',
          }
        : { type: 'on', detail: 'by the phone that is paired' }
    case 'lost': {
      const [reason, hint] = LOST[pairing.reason]
      return { type: 'failing', reason, hint }
    }
    case 'refused': {
      const [reason, hint] = REFUSED[pairing.reason]
      return { type: 'failing', reason, hint }
    }
  }
}
