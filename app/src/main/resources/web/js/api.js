/// Asks the API, which is all that pages know. Paths are relative to `api/v1/`, so a base path before the page works:
///
///     const trackers = await api.get("trackers");
///     await api.patch(`trackers/${id}`, {name});
///
/// What goes wrong is thrown as a [Problem], whose message is a sentence for the user; `fields` name what he typed wrong.
/// Who is not signed in is led to the page where he can.

const ROOT = new URL("api/v1/", document.baseURI);

/// An answer is waited for this long; proving a credential at a slow site takes up to a minute.
const PATIENCE_MS = 90_000;

export class Problem extends Error {

    /// @param {{status: number, title: string, detail: string, fields: {name: string, detail: string}[]}} told
    constructor(told) {
        super(told.detail);
        this.status = told.status;
        this.title = told.title;
        this.fields = told.fields ?? [];
    }
}

export const api = {
    get: (path, options) => ask("GET", path, undefined, options),
    post: (path, body = {}, options) => ask("POST", path, body, options),
    put: (path, body, options) => ask("PUT", path, body, options),
    patch: (path, body, options) => ask("PATCH", path, body, options),
    delete: (path, options) => ask("DELETE", path, undefined, options),

    /// The address of an answer, for a link that saves it.
    address: path => new URL(path, ROOT).href,
};

/// A query string from an object; `undefined` and `null` are left out, lists are joined by commas.
export function query(values) {
    const told = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
    return told.length === 0 ? "" : "?" + new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
}

/// What anybody may ask.
const OPEN = new Set(["setup", "session"]);

let session = null;

/// Whether somebody is signed in; who isn't is led to where he can. Asked once for each page and before anything else, since
/// a browser writes every refusal into its console.
export async function admitted() {
    session ??= api.get("session");
    const known = await session.catch(fault => {
        session = null;
        throw fault;
    });
    if (!known.signed_in) {
        signIn();
    }
    return known.signed_in;
}

async function ask(method, path, body, {signal, stay = false} = {}) {
    if (!stay && !OPEN.has(path) && !await admitted()) {
        return new Promise(() => { }); // this page is being left
    }
    const answer = await reach(new URL(path, ROOT), {
        method,
        credentials: "same-origin",
        headers: {"Accept": "application/json", ...(body === undefined ? {} : {"Content-Type": "application/json"})},
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ?? AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) {
        return answer.status === 204 ? null : answer.json();
    }
    const problem = await read(answer);
    if (problem.status === 401 && !stay) {
        signIn();
    }
    throw problem;
}

async function reach(address, request) {
    try {
        return await fetch(address, request);
    } catch (fault) {
        if (fault.name === "AbortError") {
            throw fault; // by the page itself, which knows why
        }
        throw new Problem({status: 0, title: "No answer", detail: fault.name === "TimeoutError"
            ? "trackerwatch took too long to answer. Try again in a moment."
            : "trackerwatch does not answer. Is it running, and is this device connected?"});
    }
}

async function read(answer) {
    try {
        return new Problem(await answer.json());
    } catch {
        return new Problem({status: answer.status, title: "No proper answer",
            detail: `Something between this page and trackerwatch answered ${answer.status}. If a proxy stands there, look at its log.`});
    }
}

/// Leads to the page where one signs in, and back here after that.
export function signIn() {
    if (!/\/sign-in$/.test(location.pathname)) {
        const here = location.pathname.split("/").pop() + location.search;
        location.replace("sign-in" + query({then: here === "" ? null : here}));
    }
}
