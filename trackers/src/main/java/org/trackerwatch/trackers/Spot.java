package org.trackerwatch.trackers;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;

/// A place in a page whose text no reader sees: what a script says, or an attribute.
///
/// @param attr none for the script
record Spot(Element element, Optional<String> attr) {

    /// Attributes that are run, whoever runs them: the browser, or one of the libraries that pages are made of.
    private static final Pattern RUN = Pattern.compile("on[a-z]+|[@:].+|(?:x|v|ng|wire|hx-on)[-:].+|srcdoc");

    /// Addresses that are run or hold what they lead to, and JSON, or what a script takes for it.
    private static final Pattern LOADED = Pattern.compile("(?i)\\s*(?:(?:javascript|vbscript|data):|\\{|\\[\\s*[\"'{\\[])");

    /// All code of an element.
    static Stream<Spot> in(Element element) {
        var attributes = element.attributes().asList().stream().map(attribute -> new Spot(element, Optional.of(attribute.getKey())));
        return Stream.concat(Stream.of(new Spot(element, Optional.empty())), attributes).filter(Spot::isCode);
    }

    boolean isScript() {
        return attr.isEmpty() && element.normalName().equals("script");
    }

    boolean isCode() {
        return isScript() || attr.filter(name -> RUN.matcher(name.toLowerCase(Locale.ROOT)).matches()
                || LOADED.matcher(element.attr(name)).lookingAt()).isPresent();
    }

    String text() {
        return attr.map(element::attr).orElseGet(element::data);
    }

    void become(String text) {
        attr.ifPresentOrElse(name -> element.attr(name, text), () -> element.empty().appendChild(new DataNode(text)));
    }
}
