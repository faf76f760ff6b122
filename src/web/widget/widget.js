// Opens the chat on a site of the association's own. Runs among strangers: it takes no name but its
// own, asks nobody but the Dalil it came from, and leaves nothing behind before it is opened.
;((config) => {
  const script = document.currentScript
  if (!script) return
  const data = script.dataset
  const locale = chooseLocale()
  const say = config.texts[locale]
  const isDiscreet = data.discreet !== undefined && data.discreet !== 'false'
  const words = isDiscreet ? say.neutral : say
  const page = chatPage()

  if (document.body) build()
  else document.addEventListener('DOMContentLoaded', build)

  function chooseLocale() {
    const wanted = [data.lang, document.documentElement.lang].concat(navigator.languages || [])
    for (const one of wanted) {
      const tag = String(one || '').toLowerCase()
      if (tag === 'ar-ma') return 'ary'
      const base = tag.split('-')[0]
      if (config.texts[base]) return base
    }
    return config.locale
  }

  function chatPage() {
    const url = new URL('./', script.src)
    url.searchParams.set('in', 'widget')
    url.searchParams.set('lang', locale)
    if (data.campaign) url.searchParams.set('c', data.campaign)
    if (isDiscreet) url.searchParams.set('discreet', '')
    return url
  }

  function build() {
    const host = document.createElement('div')
    host.lang = say.tag
    host.dir = say.direction
    const root = host.attachShadow({ mode: 'open' })
    dress(root)
    if (config.origins.indexOf(location.origin) < 0) root.appendChild(link())
    else panel(root, host)
    document.body.appendChild(host)
  }

  // A site that may not frame the chat still leads to it.
  function link() {
    console.warn(`Dalil: add ${location.origin} to WIDGET_ORIGINS to open the chat on this page.`)
    page.searchParams.delete('in')
    const open = make('a', 'open', words.open)
    open.href = page.href
    open.target = '_blank'
    open.rel = 'noopener noreferrer'
    return open
  }

  function panel(root, host) {
    const open = make('button', 'open', words.open)
    const box = make('div', 'panel')
    const bar = make('div', 'bar')
    const title = make('span', 'title', words.title)
    const close = make('button', 'close', '×')
    let spoken = say
    let isHidden = isDiscreet
    let frame
    open.type = close.type = 'button'
    open.setAttribute('aria-haspopup', 'dialog')
    open.setAttribute('aria-expanded', 'false')
    box.setAttribute('role', 'dialog')
    box.setAttribute('aria-label', words.title)
    box.hidden = true
    close.setAttribute('aria-label', say.close)
    bar.appendChild(title)
    bar.appendChild(close)
    box.appendChild(bar)
    root.appendChild(open)
    root.appendChild(box)

    open.onclick = () => show(true)
    close.onclick = () => show(false)
    box.onkeydown = (event) => {
      if (event.key === 'Escape') show(false)
    }
    addEventListener('message', (event) => {
      const isOurs = frame && event.source === frame.contentWindow && event.origin === page.origin
      if (!isOurs) return
      if (event.data === 'dalil:close') show(false)
      if (event.data === 'dalil:neutral') isHidden = true
      if (event.data === 'dalil:named') isHidden = isDiscreet
      const [, chosen] = /^dalil:in:(\w+)$/.exec(event.data) || []
      spoken = config.texts[chosen] || spoken
      name(isHidden ? spoken.neutral : spoken)
    })
    // On a phone the panel covers the page: the keyboard stays where the eyes are.
    document.addEventListener('focusin', (event) => {
      if (!box.hidden && event.target !== host && coversAll()) close.focus()
    })

    // The person has chosen discreet mode or another language inside; the button keeps its place.
    function name(now) {
      box.lang = open.lang = spoken.tag
      box.dir = open.dir = spoken.direction
      close.setAttribute('aria-label', spoken.close)
      open.textContent = now.open
      title.textContent = frame.title = now.title
      box.setAttribute('aria-label', now.title)
    }

    function coversAll() {
      return box.getBoundingClientRect().width >= document.documentElement.clientWidth
    }

    function show(isOpen) {
      if (box.hidden !== isOpen) return
      box.hidden = !isOpen
      open.hidden = isOpen
      open.setAttribute('aria-expanded', String(isOpen))
      if (!isOpen) return open.focus()
      if (!frame) {
        frame = make('iframe', 'frame')
        frame.title = words.title
        frame.referrerPolicy = 'no-referrer'
        frame.src = page.href
        box.appendChild(frame)
      }
      frame.focus()
    }
  }

  function make(name, part, text) {
    const element = document.createElement(name)
    element.className = part
    if (text) element.textContent = text
    return element
  }

  // A style of our own that the site's rules do not reach, in a way that its policy does not forbid.
  function dress(root) {
    try {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(config.style)
      root.adoptedStyleSheets = [sheet]
    } catch {
      const style = document.createElement('style')
      style.textContent = config.style
      root.appendChild(style)
    }
  }
})(DALIL_WIDGET)
