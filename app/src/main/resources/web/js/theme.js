/// Dark, light, or as the system has it. The only script that a page waits for: it is loaded before anything is painted,
/// so that no page flashes in the other colours. shell.js offers the choice through `trackerwatchTheme`.
(() => {
    const key = "trackerwatch.theme";
    const light = matchMedia("(prefers-color-scheme: light)");

    const chosen = () => {
        try {
            return localStorage.getItem(key) ?? "dark";
        } catch {
            return "dark"; // a browser that keeps nothing
        }
    };

    const apply = () => {
        const theme = chosen();
        document.documentElement.dataset.theme = theme === "system" ? (light.matches ? "light" : "dark") : theme;
        dispatchEvent(new Event("theme"));
    };

    light.addEventListener("change", apply);
    addEventListener("storage", change => change.key === key && apply());
    globalThis.trackerwatchTheme = {
        chosen,
        choose(theme) {
            try {
                localStorage.setItem(key, theme);
            } catch {
                document.documentElement.dataset.theme = theme;
            }
            apply();
        },
    };
    apply();
})();
