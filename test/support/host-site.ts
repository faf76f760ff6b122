import { createServer } from 'node:http'

/** A site of somebody else on this machine, which asks for Dalil's widget. */
export interface HostSite {
  /** Its origin: another host than Dalil's, so that browsers keep the two apart. */
  readonly origin: string
  /** What its pages hold from now on. */
  show(page: HostPage): void
  stop(): Promise<void>
}

/** A page of the site. */
export interface HostPage {
  readonly lang: string
  readonly dir?: 'ltr' | 'rtl'
  /** The line that opens the chat. */
  readonly tag: string
  /** Its Content-Security-Policy. */
  readonly policy?: string
}

/** Starts a {@link HostSite} on a free port. */
export async function startHostSite(): Promise<HostSite> {
  let page: HostPage = { lang: 'fr', tag: '' }
  const server = createServer((_request, response) => {
    const { lang, dir = 'ltr', tag, policy } = page
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy)
    const head = '<meta name="viewport" content="width=device-width"><title>Site</title>'
    const body = `<main><h1>Site</h1><p><a href="#a">1</a></p></main>${tag}`
    response.end(`<!doctype html><html lang="${lang}" dir="${dir}"><head>${head}</head>${body}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    origin: `http://localhost:${port}`,
    show(next) {
      page = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
