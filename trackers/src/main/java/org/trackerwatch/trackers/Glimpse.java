package org.trackerwatch.trackers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is told of a site before anybody looks closer: of hundreds of them at once, and so without how they are read,
/// which is most of a [Definition].
///
/// @param accepts in the order in which the site prefers them; none where no program may ask it
public record Glimpse(String slug, String name, List<String> aliases, String platform, Definition.Status status, Definition.Proof proof,
                      Definition.UserStats userStats, List<CredentialKind> accepts, List<URI> links, String language) {

    static Glimpse of(Definition whole) {
        return new Glimpse(whole.slug(), whole.name(), whole.aliases(), whole.platform(), whole.status(), whole.proof(),
                whole.policy().userStats(), whole.accepts(), whole.links(), whole.language());
    }

    /// Of a file that was laid over its platform's. Empty where it can't be used.
    static Optional<Glimpse> of(Yaml.Entries merged) {
        var problems = new ArrayList<Problem>();
        var top = new Section(merged, problems);
        var platform = top.text("platform").orElse("html");
        var slug = top.text("slug").orElse(platform);
        var wish = top.section("policy").choice("user_stats", Definition.UserStats.class).orElse(Definition.UserStats.ASK);
        var accepts = top.section("auth").choicesOf("accept", CredentialKind.class);
        var found = new Glimpse(slug, top.text("name").orElse(slug), top.texts("aka"), platform,
                top.choice("status", Definition.Status.class).orElse(Definition.Status.LIVE),
                top.choice("proof", Definition.Proof.class).orElse(Definition.Proof.UNTESTED), wish,
                wish == Definition.UserStats.FORBIDDEN ? List.of() : accepts,
                top.readAll("links", "an address", URI::create), top.text("language").orElse("en"));
        return Optional.of(found).filter(_ -> problems.isEmpty());
    }

    /// Whether this is an engine itself.
    public boolean isPlatform() {
        return slug.equals(platform);
    }

    /// Whether no program may ask the site at all, so that its figures are typed in by hand.
    public boolean isByHand() {
        return userStats == Definition.UserStats.FORBIDDEN;
    }
}
