package org.trackerwatch.store;

/// All that lasts of who may come in by the page and the API, beside the [ApiKeys].
public record Admissions(Owner owner, BrowserSessions sessions, WrongGuesses guesses, SecondFactor factor, OidcErrands errands,
                         Instance instance) {

    public Admissions(Vault vault) {
        this(new Owner(), new BrowserSessions(), new WrongGuesses(), new SecondFactor(vault), new OidcErrands(vault), new Instance());
    }
}
