// New questions appear by themselves; what somebody is writing stays where it is.
;(() => {
  const live = document.querySelector('[data-live]')
  if (!live) return
  const source = new EventSource(live.dataset.live)
  source.addEventListener('changed', async () => {
    // Said so that a page left open does not keep its session awake.
    const response = await fetch(location.href, { headers: { 'x-background': '1' } })
    if (!response.ok) return
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const fresh = page.getElementById(live.id)
    if (!fresh) return
    for (const card of fresh.querySelectorAll('article')) {
      const old = document.getElementById(card.id)
      const draft = old && old.querySelector('textarea')
      const isDrafted = draft && (draft.value !== '' || draft === document.activeElement)
      if (isDrafted) {
        fresh.replaceChild(old.cloneNode(true), card)
        const kept = fresh.querySelector(`#${CSS.escape(card.id)} textarea`)
        kept.value = draft.value
      }
    }
    const focused = document.activeElement && document.activeElement.id
    live.replaceChildren(...fresh.childNodes)
    if (focused) document.getElementById(focused)?.focus()
  })
})()
// A link that is shown once is chosen as a whole, to be copied.
for (const field of document.querySelectorAll('input.link')) {
  field.addEventListener('focus', () => field.select())
}
