package org.trackerwatch.core;

import java.util.Map;
import java.util.Optional;
import org.trackerwatch.trackers.Secret;

/// How a target is reached.
///
/// @param kind         the provider's key: `discord`
/// @param address      the webhook's URL or its like, in the provider's own form, with all that identifies the receiver
/// @param options      what else the provider may be told, by its own names; nothing secret
/// @param secrets      likewise, what nobody may see: signing keys, tokens that are no part of the address
/// @param allowPrivate the address may lead into the user's own network, and may be plain http
/// @param fallback     id of the target that says so when this one can't be reached; empty: every other one does
public record Link(String kind, Secret address, Map<String, String> options, Map<String, Secret> secrets,
                   boolean allowPrivate, Optional<Long> fallback) {

    public Link {
        options = Map.copyOf(options);
        secrets = Map.copyOf(secrets);
    }

    /// One that needs nothing but its address.
    public Link(String kind, Secret address) {
        this(kind, address, Map.of(), Map.of(), false, Optional.empty());
    }

    public Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    public Optional<Secret> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    public Link at(Secret fresh) {
        return new Link(kind, fresh, options, secrets, allowPrivate, fallback);
    }

    /// Told otherwise.
    public Link told(Map<String, String> otherOptions, Map<String, Secret> otherSecrets) {
        return new Link(kind, address, otherOptions, otherSecrets, allowPrivate, fallback);
    }
}
