// Passkeys (Web Authentication Level 3). Each section says what it does by a data- attribute:
//   data-passkey-sign-in            asks the server for a challenge, then signs in with no password
//   data-passkey-confirm="id"       proves again, with the challenge in the JSON block of that id
//   data-passkey-add="id"           enrols this device, with the options in that JSON block
// Sections marked `hidden` appear only where the browser knows passkeys.
"use strict";

(() => {
  const PROBLEM = "La clé d’accès n’a pas été lue. Recommencez, ou utilisez un autre moyen.";

  const bytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0)).buffer;
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keyWithBytes = (key) => ({ ...key, id: bytes(key.id) });

  const readCreation = (options) => {
    const key = structuredClone(options.publicKey);
    key.challenge = bytes(key.challenge);
    key.user.id = bytes(key.user.id);
    key.excludeCredentials = (key.excludeCredentials || []).map(keyWithBytes);
    key.authenticatorSelection = {
      ...key.authenticatorSelection,
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    return { publicKey: key };
  };
  const readRequest = (options) => {
    const key = structuredClone(options.publicKey);
    key.challenge = bytes(key.challenge);
    key.allowCredentials = (key.allowCredentials || []).map(keyWithBytes);
    return { publicKey: key };
  };
  const written = (credential) => {
    const { response } = credential;
    const sent = { clientDataJSON: text(response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) sent[part] = text(response[part]);
    }
    if (response.getTransports) sent.transports = response.getTransports();
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response: sent,
      authenticatorAttachment: credential.authenticatorAttachment || null,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };
  const inPage = (id) => JSON.parse(document.getElementById(id).textContent);
  const fromServer = async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer.json();
  };

  const ceremonies = {
    passkeySignIn: async (form) =>
      navigator.credentials.get(readRequest((await fromServer(form)).request_options)),
    passkeyConfirm: async (_form, id) =>
      navigator.credentials.get(readRequest(inPage(id).request_options)),
    passkeyAdd: async (_form, id) =>
      navigator.credentials.create(readCreation(inPage(id).creation_options)),
  };

  const hasNoKey = (id) => {
    const found = id ? inPage(id).request_options : null;
    return found && !(found.publicKey.allowCredentials || []).length;
  };
  const prepare = (section, ceremony, id) => {
    if (hasNoKey(id)) return;
    const form = section.querySelector("form");
    section.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      section.querySelector(".passkey-problem").textContent = "";
      try {
        form.elements.credential.value = written(await ceremony(form, id));
        form.submit();
      } catch {
        section.querySelector(".passkey-problem").textContent = PROBLEM;
      }
    });
  };

  if (!window.PublicKeyCredential) return;
  for (const [name, ceremony] of Object.entries(ceremonies)) {
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    for (const section of document.querySelectorAll(`[${attribute}]`)) {
      prepare(section, ceremony, section.getAttribute(attribute));
    }
  }
})();
