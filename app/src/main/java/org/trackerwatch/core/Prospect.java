package org.trackerwatch.core;

import java.util.Locale;
import org.trackerwatch.trackers.Field;

/// Whether a rule can ever find anything on an account, by what can be known of it.
public sealed interface Prospect {

    record Works() implements Prospect {}

    /// It can, once the user says what the site does not.
    record OnYourWord(Word word) implements Prospect {}

    /// It can't: a figure that it needs is never told.
    record Blind(Field missing) implements Prospect {}

    /// It can't: it is about how polls end, and there are none.
    record Unpolled() implements Prospect {}

    /// What a user may say of his account.
    enum Word {
        MIN_RATIO("a minimum ratio", "--min-ratio"),
        JOINED("the day you joined", "--joined");

        private final String what;
        private final String option;

        Word(String what, String option) {
            this.what = what;
            this.option = option;
        }

        /// Among a tracker's settings: `min_ratio`.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Of the commands that add and edit a tracker.
        public String option() {
            return option;
        }
    }

    /// Whether the rule may be hoped for.
    default boolean isOpen() {
        return switch (this) {
            case Works _, OnYourWord _ -> true;
            case Blind _, Unpolled _ -> false;
        };
    }

    /// The same for who sits at a terminal, with the option that says it.
    default String whyAtTerminal() {
        return this instanceof OnYourWord(var word) ? why() + " (" + word.option + ")" : why();
    }

    /// Why not, or what is wanting, as the end of a sentence that names the event; empty where nothing is.
    default String why() {
        return switch (this) {
            case Works _ -> "";
            case OnYourWord(var word) -> "needs " + word.what + " from you";
            case Blind(var missing) -> "needs " + ValueText.name(missing) + ", which is not reported";
            case Unpolled _ -> "is about polls, and there are none";
        };
    }
}
