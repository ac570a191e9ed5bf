package org.trackerwatch.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.Coverages;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.core.Rule;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;

/// What a user should know of a site before he entrusts an account to this program.
record Introduction(Session session, Definition site) {

    /// What opens it, where that is found on the site, and what it leaves untold; the way that the site prefers first.
    void ways() {
        say(site.name() + " is opened by" + (site.accepts().size() > 1 ? " one of these, the best first:" : ":"));
        site.accepts().forEach(kind -> say("  " + LoginOptions.named(kind)
                + site.hint(kind).map(hint -> ": " + hint).orElse("") + untold(kind)));
    }

    private String untold(CredentialKind kind) {
        var coverage = Coverages.of(site, Optional.of(kind));
        var silent = session.rules().stream().filter(rule -> !coverage.of(rule.when()).isOpen()).map(Rule::key)
                .collect(Collectors.joining(", "));
        return silent.isEmpty() ? "" : " (with it nothing is told of " + silent + ")";
    }

    /// What staff wish, and how much is behind the definition.
    void warnings() {
        wishes();
        doubts();
    }

    void wishes() {
        if (site.policy().userStats() == Definition.UserStats.DISCOURAGED) {
            say(site.name() + " does not like its figures to be read by programs; it is your account that is at"
                    + " stake." + site.policy().note().map(note -> " " + note).orElse(""));
        }
    }

    private void doubts() {
        if (site.status() == Definition.Status.DEAD) {
            say(site.name() + " is known to be gone; if it is back, its address may be another (--url).");
        }
        var doubt = site.isPlatform() ? "How that site is read was never tried there: only its engine, " + site.name() + ", is known."
                : switch (site.proof()) {
            case PROVEN -> "";
            case MODELLED -> "How " + site.name() + " is read was written from what is documented, and was never tried on an account"
                    + " there.";
            case UNTESTED -> "How " + site.name() + " is read was never tried there: only its engine is known.";
        };
        if (!doubt.isEmpty()) {
            say(doubt + " Compare the first figures with the site's own; if they look wrong, “trackerwatch tracker"
                    + " capture” makes a report of it.");
        }
    }

    private void say(String sentence) {
        session.terminal().say(Plain.of(sentence));
    }
}
