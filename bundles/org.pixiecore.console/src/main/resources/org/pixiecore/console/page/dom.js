// Makes elements. Whatever the network sent gets into the page as text alone.

/** An element with properties, like {className: 'x'}, and children: elements, texts, or nothing. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** One of the page's symbols, for eyes alone: a text beside it says the same. */
export function symbol(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', `symbol ${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

/** Text for those who do not see what stands beside it. */
export function spoken(text) {
  return element('span', {className: 'hide'}, text);
}

/** A time, as how long it is ago, which {@link refreshTimes} keeps right. */
export function ago(at) {
  const time = element('time', {dateTime: at, title: new Date(at).toLocaleString()});
  time.textContent = sayAgo(at);
  return time;
}

let clockDifference = 0;

/** What the server's clock shows. */
export function setServerTime(now) {
  clockDifference = Date.parse(now) - Date.now();
}

export function refreshTimes() {
  for (const time of document.querySelectorAll('time[datetime]:not(.fixed)')) {
    const text = sayAgo(time.dateTime);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}

function sayAgo(at) {
  const seconds = Math.max(0, Math.round((Date.now() + clockDifference - Date.parse(at)) / 1000));
  if (seconds < 2) {
    return 'now';
  }
  if (seconds < 100) {
    return `${seconds} s ago`;
  }
  if (seconds < 6000) {
    return `${Math.round(seconds / 60)} min ago`;
  }
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86400)} days ago`;
}

/** The hour, minute and second at which something happened, where the reader is. */
export function clock(at) {
  const date = new Date(at);
  const time = element('time', {dateTime: at, className: 'fixed', title: date.toLocaleString()});
  time.textContent = date.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
  return time;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of octets, with three digits or fewer. */
export function size(octets) {
  let unit = 0;
  let number = octets;
  while (number >= 999.5 && unit < UNITS.length - 1) {
    number /= 1000;
    unit++;
  }
  return `${unit > 0 && number < 10 ? number.toFixed(1) : Math.round(number)} ${UNITS[unit]}`;
}

/** A bar with its text. */
export function progress(name, done, all) {
  const text = all === null || all === 0 ? size(done) : `${size(done)} of ${size(all)}`;
  const bar = element('progress', {'aria-label': name});
  if (all) {
    bar.max = all;
    bar.value = Math.min(done, all);
  }
  return element('div', {className: 'progress'},
      element('p', {}, element('span', {className: 'name'}, name), element('span', {className: 'amount'},
          all ? `${Math.floor(100 * Math.min(done, all) / all)} %, ${text}` : text)),
      bar);
}
