// The page that stands in for web.whatsapp.com: the modules that the library asks for, over a small
// server. It is linked to a phone once, keeps that in its profile, and forgets all else when closed.
;(() => {
  const { missing, ref } = window.standIn

  class Emitter {
    #listeners = new Map()

    on(names, listener) {
      for (const name of names.split(' ')) {
        this.#listeners.set(name, [...this.listeners(name), listener])
      }
    }

    once(name, listener) {
      const once = (...values) => {
        this.off(name, once)
        listener(...values)
      }
      this.on(name, once)
    }

    off(name, listener) {
      this.#listeners.set(
        name,
        this.listeners(name).filter((one) => one !== listener),
      )
    }

    emit(name, ...values) {
      for (const listener of this.listeners(name)) listener(...values)
    }

    listeners(name) {
      return this.#listeners.get(name) ?? []
    }
  }

  class Wid {
    constructor(text) {
      ;[this.user, this.server] = text.split('@')
      this._serialized = text
    }

    isLid() {
      return this.server === 'lid'
    }

    isGroup() {
      return this.server === 'g.us'
    }

    isStatus() {
      return this.server === 'broadcast'
    }

    toString() {
      return this._serialized
    }
  }

  class MsgKey {
    constructor({ id, selfDir, fromMe = selfDir === 'out', to, remote = to }) {
      this.fromMe = fromMe
      this.remote = remote
      this.id = id
      this._serialized = `${fromMe}_${remote}_${id}`
    }

    static async newId() {
      return `3EB0${crypto.randomUUID().replaceAll('-', '').slice(0, 18).toUpperCase()}`
    }
  }

  class Model extends Emitter {
    constructor(fields) {
      super()
      Object.assign(this, fields)
    }

    serialize() {
      return JSON.parse(JSON.stringify({ ...this, msgs: undefined, toJSON: undefined }))
    }
  }

  class Collection extends Emitter {
    #models = new Map()

    get(id) {
      return this.#models.get(String(id?._serialized ?? id))
    }

    add(model) {
      if (this.get(model.id) !== undefined) return this.get(model.id)
      this.#models.set(model.id._serialized, model)
      this.emit('add', model)
      return model
    }

    getModelsArray() {
      return [...this.#models.values()]
    }

    async getMessagesById(ids) {
      return { messages: ids.map((id) => this.get(id)).filter((one) => one !== undefined) }
    }
  }

  const toWid = (id) => new Wid(typeof id === 'string' ? id : id._serialized)
  const me = new Wid(window.standIn.me)
  const Msg = new Collection()
  const Chat = new Collection()
  const Contact = new Collection()
  const Socket = Object.assign(new Emitter(), { state: 'OPENING', hasSynced: false })
  const Conn = new Model({ ref, pushname: 'stand-in', platform: 'android' })
  const Cmd = Object.assign(new Emitter(), { refreshQR() {} })

  const post = async (path, body) => {
    const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) })
    return response.json()
  }

  const chatOf = (id) =>
    Chat.get(id) ??
    Chat.add(
      new Model({
        id: toWid(id),
        msgs: new Collection(),
        t: 0,
        unreadCount: 0,
        mute: { expiration: 0 },
        ...(toWid(id).isGroup() ? { groupMetadata: new Model({}) } : {}),
      }),
    )

  const toMessage = ({ chat, id, fromMe, ...fields }, isNewMsg) => {
    const remote = toWid(chat)
    return new Model({
      ...fields,
      id: new MsgKey({ id, fromMe, remote }),
      from: fromMe ? me : remote,
      to: fromMe ? remote : me,
      isNewMsg,
      ack: 1,
    })
  }

  const keep = (message) => {
    const chat = chatOf(message.id.remote)
    chat.msgs.add(message)
    chat.t = Math.max(chat.t, message.t)
    return Msg.add(message)
  }

  const pushed = (fields) => {
    const chat = chatOf(fields.chat)
    if (!fields.fromMe) chat.unreadCount++
    return keep(toMessage(fields, true))
  }

  const send = (chat, fields) => {
    const message = keep(new Model({ ...fields, t: Math.floor(Date.now() / 1000) }))
    const { body, caption, type, loc, lat, lng } = message
    const sent = {
      chat: chat.id._serialized,
      id: message.id.id,
      body,
      caption,
      type,
      loc,
      lat,
      lng,
    }
    const result = post('/out', {
      ...sent,
      t: message.t,
      bytes: fields.size,
      mime: fields.mimetype,
    })
    return [Promise.resolve(message), result]
  }

  /** The collection of calls as the library reaches into it: it has a map of its own. */
  class Calls extends Emitter {
    calls = new Map()
  }
  const calls = new Calls()

  const modules = {
    WAWebSocketModel: { Socket },
    WAWebCmd: { Cmd },
    WAWebConnModel: { Conn },
    WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
    WAWebAltDeviceLinkingApi: {},
    WABase64: { encodeB64: (bytes) => btoa(String.fromCharCode(...bytes)) },
    WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
    WAWebAdvSignatureApi: {},
    WAWebUserPrefsInfoStore: {
      waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: [1, 2, 3] } }) },
    },
    WAWebSignalStoreApi: {
      waSignalStore: {
        getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: [4, 5, 6] } }),
      },
    },
    WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'SECRET' },
    WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me, getMaybeMeLidUser: () => null },
    WAWebCollections: { Msg, Chat, Contact },
    WAWebSyncGatingUtils: {},
    WAWebCallCollection: calls,
    WALinkify: { findLinks: () => [], findLink: () => null },
    WAWebWidFactory: { createWid: toWid, asUserWidOrThrow: toWid, createWidFromWidLike: toWid },
    WAWebFindChatAction: {
      async findOrCreateLatestChat(wid) {
        const { known } = await post('/known', { chat: wid._serialized })
        if (!known) throw new Error('No LID for user')
        return { chat: chatOf(wid) }
      },
    },
    WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
    WAWebUpdateUnreadChatAction: {
      async sendSeen({ chat }) {
        chat.unreadCount = 0
        await post('/seen', { chat: chat.id._serialized })
      },
    },
    WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
    WAWebChatLoadMessages: {
      async loadEarlierMsgs({ chat }) {
        const have = chat.msgs.getModelsArray().map(({ id }) => id.id)
        const earlier = await post('/earlier', { chat: chat.id._serialized, have })
        return earlier.map((fields) => keep(toMessage(fields, false)))
      },
    },
    WAWebChatStateBridge: {
      sendChatStateComposing: async (wid) => post('/typing', { chat: wid._serialized }),
    },
    WAWebMsgKey: MsgKey,
    WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
    WAWebSendMsgChatAction: { addAndSendMsgToChat: send },
    ...mediaModules(),
  }

  /** As far as a picture or a sound goes before it would be uploaded. */
  function mediaModules() {
    class Opaque {
      constructor(blob) {
        this.blob = blob
      }

      static async createFromData(blob) {
        return new Opaque(blob)
      }

      url() {
        return ''
      }

      autorelease() {}
    }
    return {
      WAWebDownloadManager: {
        downloadManager: {
          downloadAndMaybeDecrypt: async ({ directPath }) =>
            new TextEncoder().encode(`the sound at ${directPath}`).buffer,
        },
      },
      WAWebMediaOpaqueData: Opaque,
      WAWebPrepRawMedia: {
        prepRawMedia: ({ blob }, { isPtt, asDocument }) => ({
          async waitForPrep() {
            const kind = blob.type.split('/')[0]
            const type = asDocument ? 'document' : isPtt ? 'ptt' : kind
            const data = { filehash: 'HASH', type, size: blob.size, mimetype: blob.type }
            return {
              ...data,
              mediaBlob: new Opaque(blob),
              set(more) {
                Object.assign(this, more)
              },
              toJSON: () => data,
            }
          },
        }),
      },
      WAWebMediaStorage: {
        getOrCreateMediaObject: () => ({ contentInfo: { waveform: [1] }, consolidate() {} }),
      },
      WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
      WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
      WAWebMediaMmsV4Upload: { uploadMedia: async () => ({ mediaEntry: {} }) },
    }
  }

  window.require = (name) => {
    if (!(name in modules) || missing.includes(name)) {
      throw new Error(`Requiring unknown module "${name}"`)
    }
    return modules[name]
  }

  /** What a profile keeps; on disk before this resolves, as the real page does with its keys. */
  const profile = (mode, work) =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open('stand-in', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('kept', mode, { durability: 'strict' })
        const request = work(transaction.objectStore('kept'))
        transaction.oncomplete = () => resolve(request.result)
        transaction.onerror = () => reject(transaction.error)
      }
    })

  const setState = (state) => {
    Socket.state = state
    Socket.emit('change:state', Socket, state)
  }

  const connect = async () => {
    setState('CONNECTED')
    for (const { unread, last, chat } of await post('/chats', {})) {
      chatOf(chat).unreadCount = unread
      if (Msg.get(toMessage(last, false).id) === undefined) keep(toMessage(last, false))
    }
    while (Socket.listeners('change:hasSynced').length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    Socket.hasSynced = true
    Socket.emit('change:hasSynced')
  }

  const commands = {
    message: ({ message }) => void pushed(message),
    edit({ message }) {
      const known = Msg.get(toMessage(message, true).id)
      const before = known.body
      Object.assign(known, { body: message.body, latestEditSenderTimestampMs: message.editedAt })
      Msg.emit('change:body', known, known.body, before)
    },
    revoke({ message }) {
      const known = Msg.get(toMessage(message, true).id)
      known.type = 'revoked'
      Msg.emit('change:type', known)
    },
    call({ chat, id, group }) {
      const call = { id, peerJid: toWid(chat), isVideo: false, isGroup: group, outgoing: false }
      // It rings, and then it has rung.
      calls.calls.set(id, call)
      calls.calls.set(id, call)
    },
    ref(command) {
      Conn.ref = command.ref
      Conn.emit('change:ref', Conn, command.ref)
    },
    async linked({ device }) {
      await profile('readwrite', (kept) => kept.put(device, 'device'))
      await connect()
    },
    async unlinked() {
      await profile('readwrite', (kept) => kept.delete('device'))
      Cmd.emit('logout')
      setTimeout(() => location.assign('/?post_logout=1'), 50)
    },
    state: ({ state }) => setState(state),
    freeze() {
      for (;;);
    },
  }

  const begin = async () => {
    const events = new EventSource('/events')
    events.onmessage = ({ data }) => {
      const command = JSON.parse(data)
      commands[command.type](command)
    }
    await new Promise((resolve) => {
      events.onopen = resolve
    })
    const device = await profile('readonly', (kept) => kept.get('device'))
    const { linked } = await post('/device', { device })
    window.Debug = { VERSION: '2.3000.0-stand-in' }
    if (linked) await connect()
    else setState('UNPAIRED')
  }
  void begin()
})()
