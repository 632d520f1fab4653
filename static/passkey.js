// Says on the page why a passkey failed, beside the button that was tapped. The scripts of django-allauth tell it.
const failed = document.getElementById("passkey-failed");
let tapped = null;

document.addEventListener("click", (event) => {
  tapped = event.target.closest("button") ?? tapped;
  failed.hidden = true;
}, true);

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const { notAllowed, invalidState, security, none, other } = failed.dataset;
  const says = { NotAllowedError: notAllowed, InvalidStateError: invalidState, SecurityError: security };
  failed.textContent = window.PublicKeyCredential ? says[event.detail.exception.name] ?? other : none;
  tapped?.after(failed);
  failed.hidden = false;
});
