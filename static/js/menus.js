// Menus: a <details data-menu> closes on Escape, on a click elsewhere, and when
// another one opens. The browser does the rest.

function openMenus(root) {
  return root.querySelectorAll('details[data-menu][open]');
}

function closeAllBut(root, kept) {
  for (const menu of openMenus(root)) {
    if (menu !== kept) {
      menu.open = false;
    }
  }
}

function closeByKey(event) {
  if (event.key !== 'Escape') {
    return;
  }
  for (const menu of openMenus(document)) {
    menu.open = false;
    if (menu.contains(document.activeElement)) {
      menu.querySelector('summary').focus();
    }
  }
}

export function serveMenus(root) {
  root.addEventListener('click', (event) => {
    closeAllBut(root, event.target.closest('details[data-menu]'));
  });
  root.addEventListener('keydown', closeByKey);
}
