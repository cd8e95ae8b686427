// Selection: counts the ticked rows of a form, ticks all of them, and says so in
// the bar that CSS shows while one is ticked.

function rowBoxes(form) {
  return [...form.querySelectorAll('tbody input[type=checkbox]')];
}

function tell(form) {
  const boxes = rowBoxes(form);
  const count = boxes.filter((box) => box.checked).length;
  const all = form.querySelector('[data-check-all] input');
  const number = form.querySelector('[data-count]');

  if (number) {
    number.textContent = count;
    form.querySelector('[data-count-word]').textContent = 'selected';
  }
  for (const button of form.querySelectorAll('[data-needs]')) {
    button.disabled = count !== Number(button.dataset.needs);
  }
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
}

function showBoxForAll(root) {
  for (const label of root.querySelectorAll('[data-check-all]')) {
    label.hidden = rowBoxes(label.closest('form')).length === 0;
  }
}

export function serveSelection(root) {
  showBoxForAll(root);
  root.addEventListener('htmx.after.swap', () => showBoxForAll(root));
  root.addEventListener('change', (event) => {
    const form = event.target.closest('form');

    if (!form?.querySelector('[data-check-all]')) {
      return;
    }
    if (event.target.closest('[data-check-all]')) {
      for (const box of rowBoxes(form)) {
        box.checked = event.target.checked;
      }
    }
    tell(form);
  });
  root.addEventListener('reset', (event) => {
    requestAnimationFrame(() => tell(event.target));
  });
}
