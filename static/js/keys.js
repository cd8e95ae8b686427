// Keys: single keys for people who work here all day. They can be switched off
// in the list that "?" shows (WCAG 2.1.4), and never act while one types.

const SWITCH = 'muster.keys';
const SEQUENCE_MS = 1000;

/* Only what the navigation offers: a jump must not end at a closed door. */
const places = {
  o: '/', e: '/executions', a: '/agents', w: '/workflows', j: '/projects', t: '/tasks', h: '/messages', b: '/blueprints', c: '/credentials',
  v: '/mcp-servers', k: '/keys', r: '/reference', n: '/organisations', m: '/members', l: '/usage', u: '/audit',
  p: '/import', i: '/sessions', s: '/settings',
};

function isOn() {
  return localStorage.getItem(SWITCH) !== 'off';
}

function isTyping(target) {
  return target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
    || target.isContentEditable;
}

function rowLinks() {
  return [...document.querySelectorAll('[data-rows] tbody tr')]
    .map((row) => row.querySelector('a'))
    .filter((link) => link);
}

function moveBy(step) {
  const links = rowLinks();
  const row = document.activeElement.closest('tr');
  const at = links.findIndex((link) => link.closest('tr') === row);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);

  links[next]?.focus();
}

function focusSearch() {
  const fields = [...document.querySelectorAll('.filter-bar [type=search], [data-key="/"]')];
  const field = fields.find((each) => each.checkVisibility());

  if (!field) {
    location.assign('/find');
    return;
  }
  field.focus();
  field.select();
}

function toggleSheet() {
  document.getElementById('keys')?.togglePopover();
}

const actions = {
  '/': focusSearch,
  '?': toggleSheet,
  j: () => moveBy(1),
  k: () => moveBy(-1),
};

function serveSwitch(root) {
  const label = root.querySelector('[data-keys-switch]');
  const box = label?.querySelector('input');

  if (!box) {
    return;
  }
  label.hidden = false;
  box.checked = isOn();
  box.addEventListener('change', () => {
    localStorage.setItem(SWITCH, box.checked ? 'on' : 'off');
  });
}

export function serveKeys(root) {
  let wentAt = -SEQUENCE_MS;

  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !isOn()) {
      return;
    }
    const isSecond = event.timeStamp - wentAt < SEQUENCE_MS;

    wentAt = event.key === 'g' ? event.timeStamp : -SEQUENCE_MS;
    if (isSecond && places[event.key]) {
      root.querySelector(`.nav a[href="${places[event.key]}"]`)?.click();
    } else if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  });
  serveSwitch(root);
}
