package org.trackerwatch.core;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rule's text with holes: `{name}` stands for a value, and what is in `[brackets]` is left out where a value in it is
/// unknown. Values are put in once and never read again as a template, whatever a tracker says.
public record Template(String text) {

    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");

    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");

    /// The holes in it that none of these variables fills.
    public List<String> unknown(Collection<String> variables) {
        return HOLE.matcher(text).results().map(hole -> hole.group(1)).filter(name -> !variables.contains(name)).toList();
    }

    /// @param values a variable that is missing here is unknown
    public String fill(Map<String, String> values) {
        var kept = OPTIONAL.matcher(text).replaceAll(part -> Matcher.quoteReplacement(
                isKnown(part.group(1), values) ? part.group(1) : "")).replaceAll(" {2,}", " ").strip();
        return HOLE.matcher(kept).replaceAll(hole -> Matcher.quoteReplacement(values.getOrDefault(hole.group(1), "")));
    }

    private static boolean isKnown(String part, Map<String, String> values) {
        return HOLE.matcher(part).results().allMatch(hole -> values.containsKey(hole.group(1)));
    }
}
