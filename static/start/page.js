// Starts the page's WebAssembly, and says so in plain words if this browser cannot run it.
try {
  const { default: init } = await import("./app.js");
  await init();
} catch (error) {
  document.documentElement.dataset.state = "failed";
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  words.textContent =
    "The lab could not start. It needs a browser of 2023 or later with WebAssembly, and all of its files. " +
    "Reload the page; if that does not help, try another browser. " +
    `What the browser said: ${error}`;
  document.getElementById("lab")?.replaceChildren(words);
  throw error;
}
