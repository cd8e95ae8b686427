// Flow: pictures of graphs that can be made larger and smaller, moved with the
// pointer, and looked into without leaving the page. Without a script they are
// scrolled, and a step opens by its link.

const STEP = 1.25;
const LEAST = 0.1;
const MOST = 3;
const READABLE = 0.7;	// smaller only where one asks for it
const FAR = 4;		// pixels: less is a click

function sizeOf(svg) {
  const { width, height } = svg.viewBox.baseVal;

  return { width, height };
}

function scaleOf(svg) {
  return Number(svg.getAttribute('width')) / sizeOf(svg).width;
}

// About a point of the window, which stays where it is.
function scaleTo(scroll, scale, at) {
  const svg = scroll.querySelector('svg.flow');
  const was = scaleOf(svg);
  const next = Math.min(Math.max(scale, LEAST), MOST);
  const { width, height } = sizeOf(svg);
  const box = svg.getBoundingClientRect();
  const x = at ? at.x : scroll.getBoundingClientRect().x + scroll.clientWidth / 2;
  const y = at ? at.y : scroll.getBoundingClientRect().y + scroll.clientHeight / 2;

  svg.setAttribute('width', Math.round(width * next));
  svg.setAttribute('height', Math.round(height * next));
  const now = svg.getBoundingClientRect();

  scroll.scrollLeft += now.x + (x - box.x) * (next / was) - x;
  scroll.scrollTop += now.y + (y - box.y) * (next / was) - y;
}

function fit(scroll, least = LEAST) {
  const { width, height } = sizeOf(scroll.querySelector('svg.flow'));
  const style = getComputedStyle(scroll);
  const across = scroll.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const down = parseFloat(style.maxHeight) - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);

  scaleTo(scroll, Math.max(Math.min(across / width, down / height, 1), least));
}

// The step that is chosen, or the first, comes into view in the middle.
function showStep(scroll) {
  const step = scroll.querySelector('[aria-current]') ?? scroll.querySelector('.flow-node');
  const frame = scroll.getBoundingClientRect();
  const box = step?.getBoundingClientRect();

  if (box) {
    scroll.scrollLeft += box.x + box.width / 2 - frame.x - frame.width / 2;
    scroll.scrollTop += box.y + box.height / 2 - frame.y - frame.height / 2;
  }
}

function zoom(scroll, way, at) {
  const scale = scaleOf(scroll.querySelector('svg.flow'));

  if (way === 'fit') {
    fit(scroll);
  } else {
    scaleTo(scroll, { in: scale * STEP, out: scale / STEP, full: 1 }[way], at);
  }
}

function serveKeys(scroll) {
  const ways = { '+': 'in', '=': 'in', '-': 'out', 0: 'full' };

  scroll.addEventListener('keydown', (event) => {
    if (ways[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      zoom(scroll, ways[event.key]);
    }
  });
}

function serveWheel(scroll) {
  scroll.addEventListener('wheel', (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(scroll, event.deltaY < 0 ? 'in' : 'out', event);
    }
  }, { passive: false });
}

// With the mouse only: fingers scroll by themselves.
function servePan(scroll) {
  let from = null;
  let hasMoved = false;

  scroll.dataset.flowPan = '';
  scroll.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button === 0) {
      from = { x: event.x + scroll.scrollLeft, y: event.y + scroll.scrollTop, at: event };
      hasMoved = false;
    }
  });
  scroll.addEventListener('pointermove', (event) => {
    if (!from || (!hasMoved && Math.hypot(event.x - from.at.x, event.y - from.at.y) < FAR)) {
      return;
    }
    if (!hasMoved) {
      hasMoved = true;
      scroll.setPointerCapture(event.pointerId);
    }
    scroll.scrollLeft = from.x - event.x;
    scroll.scrollTop = from.y - event.y;
  });
  for (const name of ['pointerup', 'pointercancel']) {
    scroll.addEventListener(name, () => { from = null; });
  }
  scroll.addEventListener('dragstart', (event) => event.preventDefault());
  scroll.addEventListener('click', (event) => {
    if (hasMoved) {
      event.preventDefault();
      event.stopImmediatePropagation();
      hasMoved = false;
    }
  }, { capture: true });
}

// --- the step that is chosen ---

function hrefOf(link) {
  return link.getAttribute('href');
}

function markNode(root, href) {
  for (const node of root.querySelectorAll('[data-node]')) {
    if (hrefOf(node) === href) {
      node.setAttribute('aria-current', 'true');
    } else {
      node.removeAttribute('aria-current');
    }
  }
}

async function showNode(root, href) {
  const answer = await fetch(href, { headers: { 'HX-Request': 'true' } });

  if (!answer.ok || answer.redirected) {
    location.assign(href);
    return;
  }
  const side = root.querySelector('#node');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');

  side.replaceWith(page.querySelector('#node'));
  markNode(root, href);
  history.replaceState(null, '', href);
  root.dispatchEvent(new CustomEvent('htmx.after.swap'));
}

function serveNodes(root) {
  root.addEventListener('click', (event) => {
    const link = event.target.closest('[data-flow] [data-node], [data-node-link]');

    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
      || !root.querySelector('#node')) {
      return;
    }
    event.preventDefault();
    showNode(root, hrefOf(link)).then(() => {
      if (link.matches('[data-node-link]')) {
        root.querySelector('#node').scrollIntoView({ block: 'nearest' });
      }
    });
  });
}

export function serveFlows(root) {
  for (const flow of root.querySelectorAll('[data-flow]')) {
    const scroll = flow.querySelector('[data-flow-scroll]');

    if (!scroll) {
      continue;
    }
    flow.querySelector('[data-flow-tools]').hidden = false;
    flow.addEventListener('click', (event) => {
      const button = event.target.closest('[data-flow-zoom]');

      if (button) {
        zoom(scroll, button.dataset.flowZoom);
      }
    });
    serveKeys(scroll);
    serveWheel(scroll);
    servePan(scroll);
    fit(scroll, READABLE);
    showStep(scroll);
  }
  serveNodes(root);
}
