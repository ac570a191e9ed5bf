package org.trackerwatch.web;

import java.util.Map;

/// What goes with every answer, whoever writes it. The pages run their own code only, are framed by nobody, and tell no other
/// site where their reader came from.
final class Always {

    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    private Always() {}

    /// A browser that asked for a page shows its reader sentences rather than JSON.
    ///
    /// @param accept what whoever asked can read
    static Reply.Body told(Problem problem, String accept) {
        return accept.contains("text/html") ? Reply.text("text/plain", problem.title() + "\n\n" + problem.detail() + "\n").of(problem.status())
                : Reply.problem(problem);
    }
}
