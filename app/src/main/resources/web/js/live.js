/// What happens while the page is open, by server-sent events of `api/v1/live`: `poll`, `event`, `delivery`, `target`,
/// `tracker`, `health`, each with the ids of what changed. The page asks the API anew for what it shows of that; nothing is
/// shown from here.
///
///     live.on(["poll", "event"], refresh);   // also called after the line was down, since something may have been missed
///     live.start();                          // the shell does
///
/// A page that nobody looks at lets its line go after a while: browsers allow few lines to one place, and other tabs need
/// theirs. Coming back to it asks anew.

import {admitted, api, signIn} from "./api.js";

const NAMES = ["poll", "event", "delivery", "target", "tracker", "health"];

/// Several things mostly happen at once: a poll, its event, its delivery.
const GATHERED_MS = 400;

const UNSEEN_MS = 60_000;
const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;

const listeners = [];
let source = null;
let wait = FIRST_WAIT_MS;
let timer = null;
let unseen = null;
let missed = false;

export const live = {

    /// Calls `handler` with what happened, `[{name, data}]`, soon after it did; with an empty list after a gap.
    on(names, handler) {
        listeners.push({names, handler, waiting: [], timer: null});
    },

    start() {
        document.addEventListener("visibilitychange", seen);
        addEventListener("pagehide", close);
        addEventListener("pageshow", again => again.persisted && open());
        open();
    },
};

async function open() {
    close();
    tell("connecting");
    if (!await admitted().catch(() => true)) { // where nobody answers, the line itself tries again
        return;
    }
    source?.close();
    source = new EventSource(new URL("api/v1/live", document.baseURI));
    source.onopen = () => {
        wait = FIRST_WAIT_MS;
        tell("live");
        if (missed) {
            missed = false;
            listeners.forEach(listener => gather(listener, null));
        }
    };
    source.onerror = lost;
    NAMES.forEach(name => source.addEventListener(name, event => happened(name, event)));
    source.addEventListener("reset", () => listeners.forEach(listener => gather(listener, null)));
}

/// The browser comes back by itself only where the line broke, not where it was refused; and all tabs at once. Waiting
/// longer each time, and not exactly as long as the others, leaves a server that starts anew in peace.
function lost() {
    close();
    missed = true;
    tell("off");
    timer = setTimeout(async () => {
        const session = await api.get("session", {stay: true}).catch(() => null);
        if (session?.signed_in === false) {
            signIn();
        } else {
            open();
        }
    }, wait * (0.8 + 0.4 * Math.random()));
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
}

function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
}

function seen() {
    clearTimeout(unseen);
    if (document.hidden) {
        unseen = setTimeout(() => {
            missed = true;
            close();
        }, UNSEEN_MS);
    } else if (source === null) {
        wait = FIRST_WAIT_MS;
        open();
    }
}

function happened(name, event) {
    const what = {name, data: JSON.parse(event.data)};
    listeners.filter(listener => listener.names.includes(name)).forEach(listener => gather(listener, what));
}

/// @param what `null` where something may have been missed
function gather(listener, what) {
    listener.waiting.push(what);
    listener.timer ??= setTimeout(() => {
        const all = listener.waiting.splice(0);
        listener.timer = null;
        listener.handler(all.includes(null) ? [] : all);
    }, GATHERED_MS);
}

function tell(state) {
    dispatchEvent(new CustomEvent("live", {detail: state}));
}
