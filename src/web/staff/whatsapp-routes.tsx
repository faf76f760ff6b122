import { toString as toQrCode } from 'qrcode'
import { WhatsAppPage } from './whatsapp.tsx'
import { html, type Workspace } from './workspace.ts'

const PATH = '/staff/whatsapp'

/** Linking the phone of the association, for those who run the workspace. */
export function whatsappRoutes(work: Workspace): void {
  const { on, pageOf, staff, store, whatsapp } = work

  on('GET /whatsapp', async (c) => {
    const pairing = whatsapp?.pairing()
    const picture =
      pairing?.type === 'waiting' ? await toQrCode(pairing.code, { type: 'svg' }) : undefined
    const page = pageOf(c, PATH)
    return c.html(html(<WhatsAppPage page={page} pairing={pairing} picture={picture} />))
  })

  on('POST /whatsapp/reconnect', async (c) => {
    const by = c.get('signedIn').staff.id
    await store.transaction((kept) => staff.audit(kept, { by, action: 'whatsapp-reconnected' }))
    whatsapp?.reconnect()
    return c.redirect(PATH, 303)
  })
}
