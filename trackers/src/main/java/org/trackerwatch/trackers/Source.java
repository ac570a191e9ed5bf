package org.trackerwatch.trackers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where on an answer the text of a figure stands.
sealed interface Source {

    /// A scalar at the first of these JSON pointers that has one; `null` is nothing.
    record Json(List<String> pointers) implements Source {

        Json(String pointer) {
            this(List.of(pointer));
        }
    }

    /// Over the elements of a JSON list, or the values of an object: how many there are, their sum, or a value of the
    /// first. Unknown where there is no list.
    ///
    /// @param where only those that hold these texts at these pointers
    /// @param what  counted, unless this says otherwise
    record Items(String pointer, Map<String, String> where, What what) implements Source {

        sealed interface What {

            record Number() implements What {}

            /// A number of each, added; unknown if one has none.
            record Total(String pointer) implements What {}

            /// A value of the first.
            record First(String pointer) implements What {}
        }
    }

    /// A value of JSON that stands in a page: in a script, or in an attribute.
    record Embedded(Selector css, Optional<String> attr, List<String> pointers) implements Source {}

    /// The first element with a text (or such an attribute) that is not blank.
    record Css(Selector css, Optional<String> attr) implements Source {}

    /// The value beside a label.
    ///
    /// @param then  the value is running text, and this label in it counts
    /// @param child an element within the value, instead of all of it
    record Pair(Row row, List<String> labels, List<String> then, List<String> neverAfter, Optional<Selector> child,
                Optional<String> attr) implements Source {}

    /// What follows a label in running text.
    record In(Selector css, List<String> labels, List<String> neverAfter) implements Source {}

    /// The bare text behind an element.
    record After(Selector css) implements Source {}

    /// True or false by what stands within an element; unknown where that element is missing.
    record Anchor(Selector anchor, Selector flag) implements Source {}

    /// How many elements there are; unknown where the element that should hold them is missing.
    record Count(Selector css, Optional<Selector> in) implements Source {}

    /// All of them added; unknown if one is.
    record Sum(List<Lookup> parts) implements Source {}

    record Literal(String text) implements Source {}

    /// How a page lays out label and value.
    ///
    /// @param label the elements that may hold a label
    /// @param value what the value's element must look like
    /// @param next  it must be the very next one; else the first such one behind the label
    record Row(Selector label, Selector value, boolean next) {}
}
