// Passkeys: the one part of access that a page cannot do by itself. Everything else, the sign-in with a password included, works
// without this file.
async function options(form: HTMLFormElement, place: string): Promise<unknown> {
  const token = new FormData(form).get("__RequestVerificationToken");
  const body = new URLSearchParams({ __RequestVerificationToken: String(token ?? "") });
  const answer = await fetch(place, { method: "POST", body });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }

  return answer.json();
}

async function ask(form: HTMLFormElement): Promise<Credential | null> {
  if (form.dataset["passkey"] === "create") {
    const json = await options(form, "/settings/security/passkeys/options") as PublicKeyCredentialCreationOptionsJSON;
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) });
  }

  const json = await options(form, "/signin/passkey/options") as PublicKeyCredentialRequestOptionsJSON;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) });
}

function say(form: HTMLFormElement, text: string) {
  const place = form.querySelector<HTMLElement>("[role=alert]");
  if (place) {
    place.hidden = text === "";
    place.textContent = text;
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  if (!("credentials" in navigator) || typeof PublicKeyCredential === "undefined" || !("parseRequestOptionsFromJSON" in PublicKeyCredential)) {
    form.hidden = true;
    continue;
  }

  form.addEventListener("submit", async event => {
    event.preventDefault();
    say(form, "");
    try {
      const credential = await ask(form);
      form.querySelector<HTMLInputElement>("[name=credential]")!.value = JSON.stringify(credential);
      form.submit();
    } catch {
      say(form, form.dataset["failed"] ?? "");
    }
  });
}

// A failed form says first what is wrong.
document.querySelector<HTMLElement>(".errsum")?.focus();
