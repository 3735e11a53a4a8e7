// Says before anything is sent that a file is larger than the server takes, so that nothing filled in is lost.
"use strict";
document.querySelectorAll("form[data-mib]").forEach((form) => {
  const most = form.dataset.mib * 1024 * 1024 - 65536;
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") {
      const inputs = [...form.querySelectorAll("input[type=file]")];
      inputs.forEach((input) => input.setCustomValidity(""));
      const sum = inputs.flatMap((input) => [...input.files]).reduce((bytes, file) => bytes + file.size, 0);
      event.target.setCustomValidity(sum > most ? form.dataset.toolarge : "");
      event.target.reportValidity();
    }
  });
});
