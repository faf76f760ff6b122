// The chat page. Plain old JavaScript on purpose: it runs on a five-year-old phone as it is.
;(() => {
  const body = document.body
  const texts = JSON.parse(body.dataset.texts)
  const locale = body.dataset.locale
  const log = document.getElementById('log')
  const form = document.getElementById('form')
  const field = document.getElementById('text')
  const status = document.getElementById('status')
  const keep = document.getElementById('keep')
  const KEY = 'dalil'
  const LIFETIME = { none: 0, day: 86400000, month: 30 * 86400000 }
  const MAX_KEPT = 200
  // A longer code of a link is none; the server would not take it.
  const MAX_PAYLOAD = 64

  const state = load()
  let stream
  let retry = 1000
  let listening
  let sending = false
  let waiting
  let isBusy = false
  let replies = 0
  let hasLeft = false

  // What this page remembers: nothing beyond the tab unless the person chose to keep it.
  function load() {
    const kept = read('localStorage') || read('sessionStorage')
    if (kept && (kept.keep === 'none' || kept.until > Date.now())) return kept
    forget()
    return { token: secret(), keep: 'none', until: 0, messages: [], seen: [], outgoing: [] }
  }

  // A browser that forbids a frame to remember anything throws at the very name of the storage.
  function read(storage) {
    try {
      return JSON.parse(window[storage].getItem(KEY))
    } catch {
      return undefined
    }
  }

  // On a site of others a browser may deny it; then nothing is promised.
  function canRemember() {
    try {
      return localStorage.length >= 0
    } catch {
      return false
    }
  }

  function save() {
    // What still comes in while the browser leaves must not bring back what was forgotten.
    if (hasLeft) return
    state.messages = state.messages.slice(-MAX_KEPT)
    state.seen = state.seen.slice(-MAX_KEPT)
    state.until = Date.now() + LIFETIME[state.keep]
    const text = JSON.stringify(state)
    try {
      forget()
      ;(state.keep === 'none' ? sessionStorage : localStorage).setItem(KEY, text)
    } catch {
      // A full or forbidden storage only means that nothing is remembered.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY)
      sessionStorage.removeItem(KEY)
    } catch {
      // Nothing was kept.
    }
  }

  function secret() {
    const bytes = crypto.getRandomValues(new Uint8Array(24))
    return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, '-').replace(/\//g, '_')
  }

  // Text with *bold* and links, built from nodes: nothing that comes in is ever read as HTML.
  function paragraphs(target, text) {
    for (const block of text.split(/\n{2,}/)) {
      const p = document.createElement('p')
      for (const part of block.split(/(\*[^*\n]+\*|https?:\/\/[^\s\u2066-\u2069]+)/)) {
        if (/^\*[^*]+\*$/.test(part)) {
          const strong = document.createElement('strong')
          strong.textContent = part.slice(1, -1)
          p.appendChild(strong)
        } else if (/^https?:\/\//.test(part)) {
          const link = document.createElement('a')
          link.href = part
          link.rel = 'noreferrer noopener'
          link.target = '_blank'
          link.textContent = part
          p.appendChild(link)
        } else if (part) {
          p.appendChild(document.createTextNode(part))
        }
      }
      target.appendChild(p)
    }
  }

  function show(message) {
    for (const old of log.querySelectorAll('.choices button')) old.disabled = true
    const box = document.createElement('div')
    const who = message.mine ? 'mine' : message.from === 'team' ? 'team' : 'guide'
    box.className = `message ${who}`
    box.dir = message.direction || 'auto'
    const name = document.createElement('span')
    name.className = 'who'
    name.textContent = message.mine ? texts.you : texts[who]
    box.appendChild(name)
    paragraphs(box, message.text || message.caption || message.title || '')
    if (message.picture) picture(box, message.picture)
    if (message.type === 'location') mapLink(box, message)
    if (message.type === 'audio') player(box, message)
    if (message.choices && message.choices.length) box.appendChild(choices(message.choices))
    log.appendChild(box)
    scroll()
  }

  // A reply is read from its beginning: the last thing the person wrote stays at the top.
  function scroll() {
    const own = log.querySelectorAll('.message.mine')
    const last = own[own.length - 1]
    log.scrollTop = last ? last.offsetTop - log.offsetTop - 8 : 0
  }

  function mapLink(box, message) {
    const link = document.createElement('a')
    link.href = `geo:${message.latitude},${message.longitude}`
    link.textContent = `${message.latitude}, ${message.longitude}`
    box.appendChild(link)
  }

  // Its address soon ends: the words beside it stay.
  function picture(box, shown) {
    const image = document.createElement('img')
    image.alt = shown.alt
    image.onerror = () => image.remove()
    image.src = shown.src
    box.appendChild(image)
  }

  // Nothing is fetched before somebody presses play.
  function player(box, message) {
    const sound = document.createElement('audio')
    sound.controls = true
    sound.preload = 'none'
    sound.src = `/chat/audio/${message.file}`
    box.appendChild(sound)
  }

  function choices(list) {
    const group = document.createElement('div')
    group.className = 'choices'
    for (const choice of list) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = choice.label
      button.onclick = () => say({ type: 'choice', data: choice.data }, choice.label)
      group.appendChild(button)
    }
    return group
  }

  function say(content, text) {
    if (text) {
      const message = { mine: true, text }
      state.messages.push(message)
      show(message)
    }
    state.outgoing.push({ id: secret(), content })
    save()
    flush()
  }

  // Messages leave in order, again and again until the server has kept them.
  async function flush() {
    if (sending) return
    sending = true
    clearTimeout(waiting)
    while (state.outgoing.length) {
      const next = state.outgoing[0]
      const before = replies
      const done = await send('/chat/messages', { ...next, token: state.token, locale })
      if (!done) {
        status.textContent = isBusy ? texts.busy : texts.offline
        waiting = setTimeout(flush, isBusy ? 10000 : 3000)
        break
      }
      // The reply may be here before the word that the message was kept.
      const waits = next.content.type !== 'start' && replies === before
      status.textContent = waits ? texts.writing : ''
      state.outgoing.shift()
      save()
    }
    sending = false
  }

  async function send(path, value) {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(value),
      })
      isBusy = response.status === 429
      if (response.status >= 400 && response.status < 500 && !isBusy) return {}
      return response.ok ? await response.json() : undefined
    } catch {
      isBusy = false
      return undefined
    }
  }

  async function listen() {
    clearTimeout(listening)
    const answer = await send('/chat/listen', { token: state.token })
    if (!answer || !answer.ticket) return later()
    stream = new EventSource(`/chat/events?ticket=${encodeURIComponent(answer.ticket)}`)
    stream.onopen = () => {
      retry = 1000
      if (!state.outgoing.length) status.textContent = ''
    }
    stream.addEventListener('message', (event) => {
      receive(event.lastEventId, JSON.parse(event.data))
    })
    stream.onerror = () => {
      stream.close()
      later()
    }
  }

  function later() {
    listening = setTimeout(listen, retry)
    retry = Math.min(retry * 2, 30000)
  }

  // In discreet mode nothing around the conversation says what it is about, the tab neither.
  function bear(isNeutral) {
    const subtitle = document.getElementById('subtitle')
    // Where the address asks for a neutral name, the page has no other.
    if (!subtitle) return
    subtitle.hidden = isNeutral
    document.title = isNeutral ? texts.neutral : texts.title
    document.getElementById('title').textContent = document.title
    tellAround(isNeutral ? 'dalil:neutral' : 'dalil:named')
  }

  function tellAround(word) {
    if (parent !== window) parent.postMessage(word, '*')
  }

  function receive(id, message) {
    if (typeof message.neutral === 'boolean') {
      state.neutral = message.neutral
      bear(state.neutral)
    }
    if (state.seen.indexOf(id) < 0) {
      state.seen.push(id)
      state.messages.push(message)
      replies++
      status.textContent = ''
      show(message)
      save()
    }
    send('/chat/acknowledge', { token: state.token, ids: [id] })
  }

  form.onsubmit = (event) => {
    event.preventDefault()
    const text = field.value.trim()
    if (!text) return
    field.value = ''
    say({ type: 'text', text }, text)
    field.focus()
  }

  field.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      form.requestSubmit ? form.requestSubmit() : form.onsubmit(event)
    }
  }

  keep.value = state.keep
  keep.parentNode.hidden = !canRemember()
  keep.onchange = () => {
    state.keep = keep.value
    save()
  }

  document.getElementById('language').onchange = (event) => {
    state.lang = event.target.value
    state.outgoing.push({ id: secret(), content: { type: 'choice', data: `l:${state.lang}` } })
    save()
    comeAgainIn(state.lang)
  }

  function comeAgainIn(lang) {
    const search = new URLSearchParams(location.search)
    search.delete('c')
    search.set('lang', lang)
    location.replace(`?${search}`)
  }

  // Leaves no trace in this tab: the conversation is forgotten here and the page is replaced, the
  // site around it too.
  document.getElementById('exit').onclick = (event) => {
    event.preventDefault()
    hasLeft = true
    if (stream) stream.close()
    forget()
    top.location.replace(event.currentTarget.href)
  }

  // The panel of the site around closes as everything else does.
  document.onkeydown = (event) => {
    if (event.key === 'Escape') tellAround('dalil:close')
  }

  window.addEventListener('online', () => {
    if (state.outgoing.length) flush()
    if (stream && stream.readyState === EventSource.CLOSED) listen()
  })

  // The site around asks for its own language each time; the person may have chosen another one.
  if (parent !== window && state.lang && state.lang !== locale) return comeAgainIn(state.lang)
  tellAround(`dalil:in:${locale}`)
  const payload = (new URLSearchParams(location.search).get('c') || '').slice(0, MAX_PAYLOAD)
  const isNewLink = payload !== '' && payload !== state.link
  if (isNewLink) state.link = payload
  if (state.neutral) bear(true)
  for (const message of state.messages) show(message)
  if (isNewLink || (!state.messages.length && !state.outgoing.length)) {
    say({ type: 'start', payload })
  } else flush()
  listen()
})()
