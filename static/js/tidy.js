// Tidy: a filter form (data-tidy) leaves empty fields out of the address.

function isEmpty(field) {
  return field.name !== '' && field.value === '';
}

export function tidyForms(root) {
  root.addEventListener('formdata', (event) => {
    if (!event.target.matches('form[data-tidy]')) {
      return;
    }
    for (const field of event.target.elements) {
      if (isEmpty(field)) {
        event.formData.delete(field.name);
      }
    }
  });
}
