package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A label tells what stands beside it, wherever that is.
class BesideTest {

    private static String scrubbed(String markup) {
        var answer = SavedPage.of(("<html><body>" + markup + "</body></html>").getBytes(StandardCharsets.UTF_8), List.of("HTTP/1.1 200")).answer();
        var substitutes = new Substitutes();
        return new Scrub(Optional.empty(), new OwnIds(Set.of(), _ -> { }), substitutes).html(new Page(answer, new Trees()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<table><tr><td>E-mail</td><td>plAnted at home</td></tr></table>",
        "<table><tr><td>E-mail</td><td></td><td>&nbsp;</td><td>plAnted at home</td></tr></table>",
        "<table><tr><td>E-mail</td><td>:</td><td><a href='/x'>plAnted</a></td></tr></table>",
        "<table><tr><td><b>E-mail:</b> plAnted at home</td></tr></table>",
        "<table><tr><td><b>E-mail</b><br>plAnted at home</td></tr></table>",
        "<table><tr><td>E-mail</td></tr><tr><td>plAnted at home</td></tr></table>",
        "<table><tr><td>E-mail</td><td>IP</td></tr><tr><td>plAnted</td><td>host.plAnted</td></tr></table>",
        "<table><thead><tr><th>IP</th><th>Since</th></tr></thead><tbody><tr><td>plAnted</td><td>now</td></tr><tr><td>plAnted2</td><td>then</td></tr></tbody></table>",
        "<table><tr><th>Since</th><th>Invited by</th></tr><tr><td>now</td><td>plAnted</td></tr><tr><td>then</td><td>plAnted</td></tr></table>",
        "<dl><dt>E-mail</dt><dd>plAnted at home</dd><dd>plAnted at work</dd><dt>Class</dt></dl>",
        "<label for=mail>E-mail</label><div>-</div><div><input id=mail value='plAnted at home'></div>",
        "<label for='mail'>E-mail</label><p>x</p><textarea id=mail>plAnted at home</textarea>",
        "<ul><li><span>Invited by</span> plAnted</li></ul>", "<div><div>Invited by</div><div> </div><div>plAnted</div></div>",
        "<p><strong>Invited by:</strong> <i></i> plAnted</p>", "<table><tr><td>邀请人</td><td></td><td>plAnted</td></tr></table>",
        "<table><tr><td>E-mail</td><td><input name=m value='plAnted at home'></td></tr></table>"})
    void it_goes(String markup) {
        var page = scrubbed(markup);
        assertFalse(page.contains("plAnted"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<table><tr><td>E-mail</td></tr><tr><td>Uploaded</td><td>1 TiB</td></tr></table>",
        "<table><tr><th>IP</th><th>Uploaded</th></tr><tr><td>x</td><td>1 TiB</td></tr></table>",
        "<table><tr><td>IP</td><td>E-mail</td><td>Uploaded</td></tr><tr><td>x</td><td>y</td><td>1 TiB</td></tr></table>",
        "<dl><dt>E-mail</dt><dd>x</dd><dt>Uploaded</dt><dd>1 TiB</dd></dl>", "<ul><li>E-mail</li></ul><div>1 TiB</div>",
        "<label for=gone>Theme</label><b>1 TiB</b>", "<p>1 TiB <b>E-mail</b></p>"})
    void figures_beside_other_labels_stay(String markup) {
        var page = scrubbed(markup);
        assertTrue(page.contains("1 TiB"), page);
    }

    @Test
    void the_same_becomes_the_same() {
        assertEquals("<table><tbody><tr><td>IP</td><td></td><td>removed-1</td></tr><tr><td>IP</td><td>removed-1</td></tr></tbody></table>",
                scrubbed("<table><tr><td>IP</td><td></td><td>host-seven</td></tr><tr><td>IP</td><td>host-seven</td></tr></table>")
                        .replaceAll("(?s).*<body>(.*)</body>.*", "$1"));
    }
}
