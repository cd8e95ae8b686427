// Reference: calls are found while one types, and tried in place. Without scripts the
// server finds them, and a try leads to the answer.

function show(root) {
  const words = root.querySelector('[data-find-call] [name="q"]').value.toLowerCase().split(/\s+/);
  let shown = 0;

  for (const section of root.querySelectorAll('[data-calls]')) {
    const calls = [...section.querySelectorAll('[data-call]')];
    const fitting = calls.filter((call) => words.every((word) => call.dataset.call.includes(word)));

    for (const call of calls) {
      call.hidden = !fitting.includes(call);
    }
    section.hidden = fitting.length === 0;
    root.querySelector(`[data-noun="${section.dataset.calls}"]`).hidden = section.hidden;
    shown += fitting.length;
  }
  root.querySelector('[data-none]').hidden = shown > 0;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function tell(form, status, body) {
  const answer = form.closest('[data-call]').querySelector('[data-answer]');

  answer.querySelector('[data-status]').textContent = status;
  answer.querySelector('[data-body]').textContent = body;
  answer.hidden = false;
}

// The server knows the address: it redirects to it.
async function ask(form) {
  const query = new URLSearchParams(new FormData(form));

  try {
    const res = await fetch(`${form.action}?${query}`, { headers: { accept: 'application/json' } });
    tell(form, `${res.status} ${new URL(res.url).pathname}${new URL(res.url).search}`, pretty(await res.text()));
  } catch {
    tell(form, 'No answer', 'The server could not be reached. Try again.');
  }
}

export function serveReference(root) {
  root.addEventListener('submit', (event) => {
    if (event.target.matches('[data-try]')) {
      event.preventDefault();
      ask(event.target);
    }
  });
  root.addEventListener('input', (event) => {
    if (event.target.closest('[data-find-call]') && root.querySelector('[data-calls]')) {
      show(root);
    }
  });
}
