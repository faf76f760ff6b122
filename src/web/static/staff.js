// Everything works without this; it makes pages live, and quick by keyboard.
;(() => {
  const token = () => document.querySelector('[name=csrf]')?.value ?? ''
  /** Said so that a page left open does not keep its session awake. */
  const background = { 'x-background': '1' }

  // What is new appears by itself: htmx refreshes what listens to these events.
  const live = document.querySelector('[data-live]')
  if (live) {
    const source = new EventSource(live.dataset.live)
    const refresh = () => {
      if (live.dataset.group === undefined) document.body.dispatchEvent(new Event('changed'))
      else lookAgain()
    }
    source.addEventListener('changed', refresh)
    // Something may have happened before the line was open, or while it was cut.
    source.addEventListener('open', refresh)
    source.addEventListener('writing', ({ data }) => {
      if (data === live.dataset.group) document.body.dispatchEvent(new Event('writing'))
    })
  }

  // A group that is being answered is never changed under the hands of whoever writes: it is said
  // that it changed, and shown when they ask for it. What they typed stays.
  async function lookAgain() {
    const response = await fetch(location.href, { headers: background })
    if (!response.ok && response.status !== 404) return
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const fresh = page.getElementById(live.id)
    if (fresh?.dataset.state !== live.dataset.state) {
      document.getElementById('news')?.removeAttribute('hidden')
    }
  }

  // What a change would do is worked out for as long as its page is open.
  const effect = document.querySelector('[data-effect]')
  if (effect) {
    const source = new EventSource(effect.dataset.effect)
    const show = (part, html) => {
      effect.querySelector(`[data-part="${part}"]`).innerHTML = html
    }
    for (const part of ['progress', 'answers', 'accuracy']) {
      source.addEventListener(part, ({ data }) => show(part, data))
    }
    source.addEventListener('end', () => {
      source.close()
      show('progress', '')
    })
  }

  // Leaving a page with something written in it is asked about once.
  const written = () =>
    [...document.querySelectorAll('textarea')].some(
      (field) => field.value.trim() !== '' && field.value !== field.defaultValue,
    )
  let isSending = false
  addEventListener('submit', () => {
    isSending = true
  })
  addEventListener('beforeunload', (event) => {
    if (!isSending && written()) event.preventDefault()
  })

  // "See what changed" loads the page anew and puts what was typed back.
  const KEPT = 'dalil-typed'
  document.querySelector('#news a')?.addEventListener('click', (event) => {
    event.preventDefault()
    const fields = [...document.querySelectorAll('textarea')].map(({ name, value }) => [
      name,
      value,
    ])
    sessionStorage.setItem(KEPT, JSON.stringify({ at: location.pathname, fields }))
    isSending = true
    location.reload()
  })
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
  sessionStorage.removeItem(KEPT)
  if (kept?.at === location.pathname) {
    for (const [name, value] of kept.fields) {
      const field = document.querySelector(`textarea[name="${CSS.escape(name)}"]`)
      if (field && value !== '') field.value = value
    }
  }

  // Colleagues see that somebody is writing.
  const EVERY_MS = 8000
  for (const form of document.querySelectorAll('[data-writing]')) {
    let last = 0
    form.addEventListener('input', () => {
      if (Date.now() - last < EVERY_MS) return
      last = Date.now()
      const body = new URLSearchParams({ csrf: token() })
      fetch(form.dataset.writing, { method: 'POST', body, headers: background })
    })
  }

  // Keys: one letter each, never while somebody types, and only where they are wanted.
  const OFF = 'dalil-keys-off'
  const isOn = () => localStorage.getItem(OFF) === null
  for (const help of document.querySelectorAll('[data-keys]')) help.hidden = false
  for (const box of document.querySelectorAll('[data-keys-on]')) {
    box.checked = isOn()
    box.addEventListener('change', () => {
      if (box.checked) localStorage.removeItem(OFF)
      else localStorage.setItem(OFF, '1')
    })
  }
  const isTyping = (element) =>
    element instanceof Element && element.matches('input:not([type=checkbox]), textarea, select')
  /** The letter of a key: by what stands on it, or by its place where it writes another script. */
  const letterOf = ({ key, code }) =>
    /^[a-z]$/i.test(key) ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase()

  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isTyping(event.target)) event.target.blur()
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isPlain || isTyping(event.target) || !isOn()) return
    const letter = letterOf(event)
    if (letter === 'j' || letter === 'k') move(letter === 'j' ? 1 : -1)
    else if (letter === '' || !press(letter)) return
    event.preventDefault()
  })

  function move(step) {
    const items = [...document.querySelectorAll('[data-item]')]
    const at = items.indexOf(document.activeElement)
    items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus()
  }

  function press(letter) {
    const target = document.querySelector(`[data-key="${letter}"]`)
    if (!target) return false
    if (target.matches('summary')) {
      target.parentElement.open = true
      target.parentElement.querySelector('textarea, select, input:not([type=hidden])')?.focus()
    } else if (target.matches('textarea')) target.focus()
    else target.click()
    return true
  }

  // A link that is shown once is chosen as a whole, to be copied.
  for (const field of document.querySelectorAll('input.link')) {
    field.addEventListener('focus', () => field.select())
  }
})()
