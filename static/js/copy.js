// Copy: buttons that copy their data-copy, or the text of the <pre> that follows
// their head (data-copy-next). They are hidden until a script can serve them.

const SAID_MS = 1600;

function textOf(button) {
  return button.dataset.copy
    ?? button.closest('.code__head').nextElementSibling.textContent;
}

function say(button, word) {
  const label = button.getAttribute('aria-label') ?? button.textContent.trim();

  if (button.dataset.said) {
    return;
  }
  button.dataset.said = word;
  button.setAttribute('aria-label', word);
  setTimeout(() => {
    delete button.dataset.said;
    button.setAttribute('aria-label', label);
  }, SAID_MS);
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(textOf(button));
    say(button, 'Copied');
  } catch {
    say(button, 'Not copied: the browser refused');
  }
}

function reveal(root) {
  for (const button of root.querySelectorAll('[data-copy], [data-copy-next]')) {
    button.hidden = false;
  }
}

export function serveCopies(root) {
  reveal(root);
  root.addEventListener('htmx.after.swap', () => reveal(root));
  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy], [data-copy-next]');

    if (button) {
      copy(button);
    }
  });
}
