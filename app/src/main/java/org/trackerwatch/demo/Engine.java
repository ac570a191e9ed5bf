package org.trackerwatch.demo;

import java.util.Map;

/// The software that a simulated site runs: how it asks who is there, and how it prints figures. Written after what real
/// ones answer, as far as the program asks.
sealed interface Engine permits Unit3d, Gazelle, NexusPhp {

    /// The platform whose definition reads it.
    String definition();

    /// The word for what lets a program in.
    String opener();

    /// What a member copies out of the site for that.
    ///
    /// @param phrase its secret part
    String credential(String phrase);

    /// What it shows to its member, by the names that the definition's requests have.
    Map<String, String> pages(Figures member);

    /// What it says to whoever asks; the member's figures only if he has the phrase.
    Answer answer(Query query, String phrase, Figures member);
}
