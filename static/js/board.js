// Board: moves cards of [data-board-moves] by arrow keys and by the mouse. Every move is
// one of the forms that a card's menu has, sent in its place: what is not offered there is
// not done, and without scripts the forms do the same.

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function board() {
  return document.querySelector('[data-board]');
}

function columns() {
  return [...board().querySelectorAll('[data-column]')];
}

function cardsOf(column) {
  return [...column.querySelectorAll('[data-card]')];
}

function focusCard(card) {
  card?.querySelector('a').focus();
}

function say(text) {
  const place = board().querySelector('[data-board-notice]');
  const note = document.createElement('p');

  note.className = 'callout is-waiting';
  note.setAttribute('role', 'alert');
  note.textContent = text;
  place.replaceChildren(note);
}

/* Of a page that says why not. */
function reasonOf(page) {
  return [...page.querySelectorAll('.empty h1, .empty h1 ~ p:not(.field__help)')].map((each) => each.textContent.trim()).join(' ');
}

async function send(form, cardId) {
  /* a field of that name hides the property */
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('[data-board]');

  if (!answer.ok || !fresh) {
    say(reasonOf(page) || 'The task was not moved. Reload the page and try again.');
    return;
  }
  board().replaceChildren(...fresh.childNodes);
  makeDraggable();
  focusCard(document.getElementById(cardId));
}

function formFor(card, column) {
  const action = column.dataset.enter;

  return action && card.querySelector(`form[data-action="${action}"]`);
}

function wordOf(column) {
  return column.querySelector('.status').textContent.trim().toLowerCase();
}

function refuse(card, column) {
  const waits = card.querySelector('.status.is-waiting');
  const home = card.closest('[data-column]');

  say(waits && column.dataset.enter === 'start'
    ? `The task ${waits.textContent.trim().toLowerCase()}: complete that first.`
    : `A task that is ${wordOf(home)} cannot become ${wordOf(column)} from there.`);
}

function moveTo(card, column, beside, side) {
  const isHome = card.closest('[data-column]') === column;
  const form = isHome ? card.querySelector('form[data-place]') : formFor(card, column);

  if (!form || (isHome && !beside)) {
    if (!isHome) {
      refuse(card, column);
    }
    return;
  }
  form.elements.beside.value = beside ? beside.id.replace('task-', '') : '';
  form.elements.side.value = side;
  send(form, card.id);
}

/* --- keys --- */

function step(card, [across, along]) {
  const column = card.closest('[data-column]');
  const cards = cardsOf(column);

  if (along) {
    focusCard(cards[cards.indexOf(card) + along]);
    return;
  }
  const all = columns();
  for (let i = all.indexOf(column) + across; all[i]; i += across) {
    const there = cardsOf(all[i]);

    if (there.length > 0) {
      focusCard(there[Math.min(cards.indexOf(card), there.length - 1)]);
      return;
    }
  }
}

function push(card, [across, along]) {
  const column = card.closest('[data-column]');
  const cards = cardsOf(column);
  const next = along ? cards[cards.indexOf(card) + along] : columns()[columns().indexOf(column) + across];

  if (along && next && 'ordered' in column.dataset) {
    moveTo(card, column, next, along < 0 ? 'before' : 'after');
  } else if (across && next) {
    moveTo(card, next);
  }
}

function onKey(event) {
  const card = event.target.closest?.('[data-card]');
  const way = ARROWS[event.key];

  if (!card || !way || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('summary, button')) {
    return;
  }
  event.preventDefault();
  if (!event.shiftKey) {
    step(card, way);
  } else if (card.closest('[data-board-moves]')) {
    push(card, way);
  }
}

/* --- the mouse --- */

function makeDraggable() {
  for (const card of document.querySelectorAll('[data-board-moves] [data-card]')) {
    card.draggable = true;
    /* else the address is dragged, not the card */
    card.querySelector('a').draggable = false;
  }
}

function clearMarks() {
  for (const each of document.querySelectorAll('.is-target, .is-before, .is-after')) {
    each.classList.remove('is-target', 'is-before', 'is-after');
  }
}

/* The card under the pointer, and on which side of it; only where order is one's own. */
function placeAt(event, column) {
  const over = 'ordered' in column.dataset ? event.target.closest('[data-card]') : null;
  const box = over?.getBoundingClientRect();

  return { over, side: box && event.clientY < box.top + box.height / 2 ? 'before' : 'after' };
}

function serveMouse(root) {
  let moving = null;

  root.addEventListener('dragstart', (event) => {
    moving = event.target.closest?.('[data-card]') ?? null;
    if (moving) {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', moving.querySelector('a').href);
      moving.classList.add('is-moving');
    }
  });
  root.addEventListener('dragover', (event) => {
    const column = moving && event.target.closest('[data-column]');

    clearMarks();
    if (!column) {
      return;
    }
    const { over, side } = placeAt(event, column);

    event.preventDefault();
    column.classList.add('is-target');
    if (over && over !== moving) {
      over.classList.add(`is-${side}`);
    }
  });
  root.addEventListener('drop', (event) => {
    const column = moving && event.target.closest('[data-column]');

    if (column) {
      const { over, side } = placeAt(event, column);

      event.preventDefault();
      moveTo(moving, column, over === moving ? null : over, side);
    }
  });
  root.addEventListener('dragend', () => {
    moving?.classList.remove('is-moving');
    moving = null;
    clearMarks();
  });
}

export function serveBoards(root) {
  makeDraggable();
  root.addEventListener('keydown', onKey);
  serveMouse(root);
}
