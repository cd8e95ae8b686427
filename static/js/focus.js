// Focus: after a form came back, its summary of errors is where one reads on.

export function focusProblem(root) {
  root.querySelector('[data-focus]')?.focus();
}
