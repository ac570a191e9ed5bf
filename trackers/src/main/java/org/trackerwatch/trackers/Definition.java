package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is known of a tracker site, as its YAML file and its platform's say it. `docs/definitions.md` has the keys.
///
/// @param slug     never reused; a platform used directly has its own name here
/// @param proof    what shows that it reads the site right
/// @param evidence which real answer was read right, and when; there where it is proven
/// @param platform the engine, or `html` and `json` where the file inherits from none
/// @param links    the first is the default; a platform has none, its user types the address
/// @param zone     for dates that the site prints without one
/// @param recipe   how to read it
public record Definition(String slug, String name, List<String> aliases, String platform, Status status,
                         Proof proof, Optional<String> evidence, List<URI> links, List<URI> legacyLinks, ZoneId zone,
                         String language,
                         Optional<String> bonusName, Policy policy, Rules rules, List<Rank> ranks,
                         Recipe recipe) {

    public enum Status { LIVE, STALE, DEAD }

    /// How much is behind a definition, told to the user in this word.
    public enum Proof {
        /// A real answer, a member's or the engine's own, was read right.
        PROVEN,
        /// Written from a documented answer, and tried on a page that the project wrote.
        MODELLED,
        /// A stock engine, of which nothing is known that would be this site's own.
        UNTESTED
    }

    /// What a site's staff wish of tools that read a member's own figures.
    public enum UserStats { ALLOWED, API_ONLY, ASK, DISCOURAGED, FORBIDDEN }

    /// The minimum for every account, where the site has one.
    public Optional<BigDecimal> minRatio() {
        return rules.ratio() == Rules.RatioRule.RATIOLESS ? Optional.empty() : rules.minRatio();
    }

    /// The least time between two polls of an account that is entered so.
    public Duration minInterval(CredentialKind kind) {
        return policy.minInterval(kind);
    }

    /// The same for the way in that the site prefers.
    public Duration minInterval() {
        return minInterval(accepts().stream().findFirst().orElse(CredentialKind.COOKIE));
    }

    /// No laxer than another, which knows what the staff wish: the stricter policy and the slower pacing.
    Definition within(Definition other) {
        return new Definition(slug, name, aliases, platform, status, proof, evidence, links, legacyLinks, zone, language, bonusName,
                policy.within(other.policy), rules, ranks, recipe.with(recipe.pacing().within(other.recipe.pacing())));
    }

    /// In the order in which the site prefers them. A site that is never polled takes none.
    public List<CredentialKind> accepts() {
        return policy.userStats() == UserStats.FORBIDDEN ? List.of() : recipe.auth().accept();
    }

    /// Where it is found on the site, in words; empty where nobody wrote it down.
    public Optional<String> hint(CredentialKind kind) {
        return switch (kind) {
            case API_KEY -> recipe.auth().key().flatMap(Recipe.Key::hint);
            case COOKIE -> recipe.auth().cookies().hint();
            case LOGIN -> recipe.auth().login().flatMap(Login::hint);
        };
    }

    /// The built-in figures that this site can tell, to one kind of credential or another; all may be absent once.
    public Set<Field> reports() {
        var fields = EnumSet.noneOf(Field.class);
        accepts().forEach(kind -> fields.addAll(reports(kind)));
        return fields;
    }

    /// Those that this kind of credential opens, and what follows from them.
    public Set<Field> reports(CredentialKind kind) {
        return Settlement.following(recipe.readable(kind));
    }

    /// Whether the site is asked by the user's own name and no page of it tells that first: then he must say it himself.
    /// Who signs in has done so.
    public boolean needsUsername(CredentialKind kind) {
        return kind != CredentialKind.LOGIN && recipe.wants("username", kind);
    }

    /// Whether the host is one of its addresses, present or former.
    ///
    /// @param host as [Hosts#of] gives it
    boolean isAt(String host) {
        return Stream.concat(links.stream(), legacyLinks.stream()).map(Hosts::of).anyMatch(host::equals);
    }

    /// Whether somebody knows how to read it, and it is there to be read.
    boolean isReadable() {
        return !accepts().isEmpty() && status != Status.DEAD;
    }

    /// Whether no program may ask the site at all, so that its figures are typed in by hand.
    public boolean isByHand() {
        return policy.userStats() == UserStats.FORBIDDEN;
    }

    /// The names of the requests that it makes, in their order.
    public List<String> pages() {
        return List.copyOf(recipe.requests().keySet());
    }

    /// Makes a credential of what a user pasted: an API key; or cookies as a header's value, a whole request, a
    /// `cookies.txt` or a browser extension's JSON.
    ///
    /// @param userAgent of the browser that the cookies are from; empty if unknown, and of no meaning for a key
    /// @throws IllegalArgumentException in words for the user, without what was pasted
    public Credential credential(String pasted, String userAgent) {
        return Pasted.read(this, pasted, userAgent);
    }

    /// The same of a user name and a password.
    ///
    /// @param factor what the site's second factor comes from, if the user has set that up
    /// @throws IllegalArgumentException in words for the user, without what was typed
    public Credential login(Secret username, Secret password, Optional<Secret> factor) {
        return PastedLogin.checked(this, username, password, factor);
    }

    /// The same of the lines that they are written on: `username: …`, `password: …` and perhaps `totp: …`.
    ///
    /// @throws IllegalArgumentException in words for the user, without what was written
    public Credential login(String written) {
        return PastedLogin.read(this, written);
    }

    /// What the site wants beside a password.
    public SecondFactor secondFactor() {
        return recipe.auth().login().map(Login::factor).orElse(SecondFactor.NONE);
    }

    /// Whether this is an engine itself, so that the user must say where the site is.
    public boolean isPlatform() {
        return slug.equals(platform);
    }

    /// The class that the site prints by that name.
    public Optional<Rank> rank(String printed) {
        return ranks.stream().filter(rank -> rank.named(printed)).findFirst();
    }
}
