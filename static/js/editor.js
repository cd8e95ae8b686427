// Editor: a text with the numbers of its lines, whose indentation goes on, and links to
// a line. A <div data-editor> holds <pre data-editor-lines> and a textarea; a link
// with data-editor-line leads to a line of it.

const STEP = '  ';

function textOf(editor) {
  return editor.querySelector('textarea');
}

function numberLines(editor) {
  const lines = editor.querySelector('[data-editor-lines]');
  const count = textOf(editor).value.split('\n').length;

  if (lines.dataset.count !== String(count)) {
    lines.dataset.count = count;
    lines.textContent = Array.from({ length: count }, (_, i) => i + 1).join('\n');
  }
  lines.scrollTop = textOf(editor).scrollTop;
}

// As though it had been typed, so that it can be undone.
function insert(text, typed) {
  if (!document.execCommand('insertText', false, typed)) {
    text.setRangeText(typed, text.selectionStart, text.selectionEnd, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function lineBefore(text) {
  return text.value.slice(text.value.lastIndexOf('\n', text.selectionStart - 1) + 1, text.selectionStart);
}

function takeStepAway(text) {
  const start = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1;
  const place = text.selectionStart;

  if (text.value.startsWith(STEP, start)) {
    text.setSelectionRange(start, start + STEP.length);
    insert(text, '');
    text.setSelectionRange(Math.max(start, place - STEP.length), Math.max(start, place - STEP.length));
  }
}

function goOnWithLine(text) {
  const line = lineBefore(text);
  const [space] = line.match(/^ */);

  insert(text, `\n${space}${/[[{]\s*$/.test(line) ? STEP : ''}`);
}

// Escape frees the next Tab, so that nobody is caught in the text.
function typeKey(event) {
  const text = event.target;

  if (event.key === 'Escape') {
    text.dataset.free = '';
  } else if (event.key === 'Tab' && !('free' in text.dataset)) {
    event.preventDefault();
    if (event.shiftKey) {
      takeStepAway(text);
    } else {
      insert(text, STEP);
    }
  } else if (event.key === 'Enter' && !event.isComposing) {
    event.preventDefault();
    goOnWithLine(text);
  }
}

function goToLine(editor, number) {
  const text = textOf(editor);
  const lines = text.value.split('\n');
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);

  text.focus();
  text.setSelectionRange(start, start + (lines[number - 1] ?? '').length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, number - 4);
}

function isUnsaved(editor) {
  const text = textOf(editor);
  return 'editorUnsaved' in editor.dataset || text.value !== text.defaultValue;
}

function begin(editor) {
  const text = textOf(editor);
  let isSent = false;

  editor.querySelector('[data-editor-lines]').hidden = false;
  text.addEventListener('input', () => numberLines(editor));
  text.addEventListener('scroll', () => numberLines(editor));
  text.addEventListener('keydown', typeKey);
  text.addEventListener('blur', () => delete text.dataset.free);
  text.form.addEventListener('submit', () => { isSent = true; });
  window.addEventListener('beforeunload', (event) => {
    if (!isSent && isUnsaved(editor)) {
      event.preventDefault();
    }
  });
  numberLines(editor);
}

export function serveEditors(root) {
  for (const editor of root.querySelectorAll('[data-editor]')) {
    begin(editor);
    for (const help of root.querySelectorAll('[data-editor-help]')) {
      help.hidden = false;
    }
  }
  root.addEventListener('click', (event) => {
    const link = event.target.closest('[data-editor-line]');
    const editor = link && root.querySelector('[data-editor]');

    if (editor) {
      event.preventDefault();
      goToLine(editor, Number(link.dataset.editorLine));
    }
  });
}
