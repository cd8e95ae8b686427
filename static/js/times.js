// Times: the server says UTC; here each <time> gets the zone of the user's
// settings, in its title or, on charts, in its text.

function formats(zone) {
  const options = { timeZone: zone, hourCycle: 'h23' };

  return {
    long: new Intl.DateTimeFormat('en-GB', { ...options, dateStyle: 'long', timeStyle: 'long' }),
    clock: new Intl.DateTimeFormat('en-GB', { ...options, timeStyle: 'medium' }),
    hour: new Intl.DateTimeFormat('en-GB', { ...options, timeStyle: 'short' }),
    day: new Intl.DateTimeFormat('en-GB', { ...options, day: 'numeric', month: 'short' }),
    both: new Intl.DateTimeFormat('en-GB', {
      ...options, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',
    }),
  };
}

/* A zone that this browser does not know stays UTC. */
function formatsOf(root) {
  try {
    return formats(root.documentElement.dataset.timeZone);
  } catch {
    return formats('UTC');
  }
}

function show(time, format) {
  const date = new Date(time.dateTime);

  if (Number.isNaN(date.getTime())) {
    return;
  }
  if (time.title) {
    time.title = format.long.format(date);
  }
  if (time.dataset.label in format) {
    /* its first text: the milliseconds of a log have an element of their own */
    time.firstChild.data = format[time.dataset.label].format(date);
  }
}

function showAll(root, format) {
  const zone = root.documentElement.dataset.timeZone;

  for (const time of root.querySelectorAll('time')) {
    show(time, format);
  }
  for (const word of root.querySelectorAll('[data-zone]')) {
    word.textContent = zone;
  }
}

export function showLocalTimes(root) {
  if ((root.documentElement.dataset.timeZone ?? 'UTC') === 'UTC') {
    return;
  }
  const format = formatsOf(root);

  showAll(root, format);
  root.addEventListener('htmx.after.swap', () => showAll(root, format));
}
