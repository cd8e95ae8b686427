// Live: asks elements with data-live (seconds) to refresh themselves: they carry
// data-hx-get and wait for the event "refresh". Not while the tab is hidden, not
// while one works in the element (a ticked row, an open menu, selected text, the
// pointer on a list), and not after a quarter of an hour without a key or a
// pointer: asking keeps the session alive.

const AWAY_MS = 15 * 60 * 1000;
const TICK_MS = 1000;

function isAtWork(element) {
  const selection = document.getSelection();

  return element.querySelector('tbody :checked, details[data-menu][open]') !== null
    || (element.querySelector('[data-rows]:hover') !== null)
    || (!selection.isCollapsed && element.contains(selection.anchorNode));
}

function isDue(element, now) {
  return now - Number(element.dataset.liveAt ?? 0) >= Number(element.dataset.live) * 1000;
}

function refresh(root, now) {
  for (const element of root.querySelectorAll('[data-live]')) {
    if (!isDue(element, now) || isAtWork(element)) {
      continue;
    }
    element.dataset.liveAt = now;
    element.dispatchEvent(new CustomEvent('refresh'));
  }
}

function setStale(root, isStale) {
  for (const label of root.querySelectorAll('[data-live-label]')) {
    label.classList.toggle('is-ok', !isStale);
    label.classList.toggle('is-waiting', isStale);
    label.querySelector('[data-live-stale]').hidden = !isStale;
  }
}

export function keepLive(root) {
  const begun = performance.now();
  let seenAt = begun;

  for (const element of root.querySelectorAll('[data-live]')) {
    element.dataset.liveAt = begun;
  }
  for (const name of ['pointermove', 'pointerdown', 'keydown', 'scroll', 'visibilitychange']) {
    root.addEventListener(name, () => { seenAt = performance.now(); }, { passive: true });
  }
  /* one began while the answer was on its way: a tick must not come to stand at another row */
  root.addEventListener('htmx.before.swap', (event) => {
    if (event.target.matches('[data-live]') && isAtWork(event.target)) {
      event.preventDefault();
    }
  });
  root.addEventListener('htmx.response.error', () => setStale(root, true));
  root.addEventListener('htmx.error', () => setStale(root, true));
  /* it comes behind an error too, with nothing swapped */
  root.addEventListener('htmx.after.swap', (event) => {
    if (event.detail?.ctx?.response?.raw.ok) {
      setStale(root, false);
    }
  });
  setInterval(() => {
    const now = performance.now();

    if (!root.hidden && now - seenAt < AWAY_MS) {
      refresh(root, now);
    }
  }, TICK_MS);
}
