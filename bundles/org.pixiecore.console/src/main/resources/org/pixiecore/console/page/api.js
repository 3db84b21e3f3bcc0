// The server's answers.

const API = new URL('../api/', import.meta.url);

let token = null;

/** Why a request was refused, in words for people. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function get(path) {
  return ask(path, {});
}

/** What changes something, with the token that no other site knows. */
export function post(path, body = {}) {
  const headers = {'Content-Type': 'application/json'};
  if (token !== null) {
    headers['X-Pixiecore-Token'] = token;
  }
  return ask(path, {method: 'POST', headers, body: JSON.stringify(body)});
}

export function setToken(given) {
  token = given;
}

export function events() {
  return new EventSource(new URL('events', API));
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(new URL(path, API), {cache: 'no-store', ...options});
  } catch {
    throw new Refused(0, 'The server does not answer.');
  }
  const json = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused(response.status, json.error ?? `The server answers ${response.status}.`);
  }
  return json;
}
