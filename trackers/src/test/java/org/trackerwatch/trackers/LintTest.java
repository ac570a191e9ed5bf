package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of a definition file that is wrong: where, what, and what would be right.
class LintTest {

    private static final String RIGHT = """
            schema: 1
            slug: mine
            name: Mine
            platform: json
            links: [ "https://mine.org/" ]
            policy: { user_stats: ask }
            auth: { accept: [api_key], api_key: { header: X-API-Key } }
            requests:
              me: { path: /me, expect: json, capture: { uid: { json: /id } } }
              more: { path: "/u/{uid}", expect: json, lane: slow, optional: true }
              page: { path: /page, optional: true }
            pairs: { row: { label: td.h, value: + td } }
            words: { up: [Uploaded] }
            fields:
              uploaded: { from: me, json: /up }
              downloaded: { from: me, json: /down }
              x_shown: { from: page, pair: row, word: up }
            ranks:
              - { name: User, tier: 0 }
              - { name: Elite, tier: 1, needs: { uploaded: 1 TiB, ratio: 1.05, account_age: P28D, x_groups: 5 } }
            """;

    @TempDir
    private Path folder;

    private String check(String file, String text) throws IOException {
        var path = Files.writeString(folder.resolve(file), text);
        return Definitions.bundled().check(path).stream().map(problem -> problem.toString().replace(folder + "/", "")).collect(Collectors.joining("\n"));
    }

    @Test
    void a_right_file_has_no_problems() throws IOException {
        assertEquals("", check("mine.yaml", RIGHT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "name: Mine                  | nam: Mine                        | mine.yaml:3: unknown key `nam`; did you mean `name`?",
        "user_stats: ask             | user_stat: ask                   | mine.yaml:6: unknown key `user_stat`; did you mean `user_stats`?",
        "user_stats: ask             | user_stats: maybe                | mine.yaml:6: `user_stats: maybe` should be one of allowed, api_only, ask, discouraged, forbidden.",
        "user_stats: ask             | min_interval: 4x                 | mine.yaml:6: `min_interval: 4x` should be a length of time",
        "slug: mine                  | slug: other                      | mine.yaml:2: the file is called mine.yaml, so its slug must be `mine`.",
        "schema: 1                   | schema: 2                        | mine.yaml:1: `schema: 2` should be 1",
        "platform: json              | platform: unit3e                 | mine.yaml:4: there is no platform `unit3e`; did you mean `unit3d`?",
        "https://mine.org/           | ftp://mine.org/                  | mine.yaml:5: `links: ftp://mine.org/` should be an http or https address.",
        "{uid}                       | {uuid}                           | mine.yaml:10: `{uuid}` is captured by no request before this one.",
        "/u/{uid}                    | /u/7                             | mine.yaml:9: the capture `uid` is used by no request.",
        "lane: slow, optional: true  | lane: slow                       | mine.yaml:10: `lane: slow` and `every` need `optional: true`",
        "path: /me                   | path: '@evil.org/'               | mine.yaml:9: `path: @evil.org/` should be a path, which begins with a slash.",
        "path: /me                   | path: /me, method: DELETE        | mine.yaml:9: `method: DELETE` should be GET or POST.",
        "path: /me                   | path: /me, base: 'file:///etc'   | mine.yaml:9: `base: file:///etc` should be an http or https address.",
        "path: /me                   | path: /me, unwrap: data          | mine.yaml:9: `unwrap: data` should be a JSON pointer",
        "header: X-API-Key           | header: 'X Key'                  | mine.yaml:7: `header: X Key` should be the name of a header.",
        "header: X-API-Key           | header: X-K, format: Bearer      | mine.yaml:7: `format: Bearer` should be a text with {key} in it.",
        "{ header: X-API-Key }       | { headers: { User: '{user}' } }  | mine.yaml:7: `{user}` is none of `parts`",
        "{ header: X-API-Key }       | { headers: { K: '{key}' }, parts: [a] } | mine.yaml:7: the part `a` is in none of `headers`.",
        "{ header: X-API-Key }       | { headers: { Cookie: '{key}' } } | mine.yaml:7: `Cookie` is no header that a definition may set.",
        "path: /me                   | path: /me, headers: { 'A B': c } | mine.yaml:9: `A B` is no header that a definition may set.",
        "path: /me                   | path: /me, headers: { X: '{y}' } | mine.yaml:9: `{y}` is captured by no request before this one.",
        "page: { path                | ../../escape: { path             | mine.yaml:11: a request's name is a small letter, then",
        "page: { path                | Page: { path                     | mine.yaml:11: a request's name is a small letter, then",
        "lane: slow                  | every: often                     | mine.yaml:10: `every: often` should be a length of time such as 24h.",
        "lane: slow, optional: true  | every: 24h                       | mine.yaml:10: `lane: slow` and `every` need `optional: true`",
        "user_stats: ask             | user_stats: forbidden            | mine.yaml:7: the staff forbid programs here, so the site is never asked and `auth` has no meaning.",
        "schema: 1                   | proof: sure                      | mine.yaml:1: `proof: sure` should be one of proven, modelled, untested.",
        "schema: 1                   | proof: proven                    | mine.yaml:1: `evidence` belongs to `proof: proven`",
        "schema: 1                   | encoding: windows-9999           | mine.yaml:1: `encoding: windows-9999` should be a character encoding",
        "lane: slow                  | unless: mee                      | mine.yaml:10: `unless: mee` names no request before this one; did you mean `me`?",
        "schema: 1                   | session: { dead_if: [ { status: gone } ] } | mine.yaml:1: `status: gone` should be an HTTP status.",
        "{ from: me, json: /up }     | { from: me, items: up }          | mine.yaml:15: `items: up` should be a JSON pointer",
        "{ from: me, json: /up }     | { from: me, css: a, json: /up }  | mine.yaml:15: `me` answers with json, this source reads the other kind.",
        "path: /me                   | path: /inbox.php                 | mine.yaml:9: `/inbox.php` is never asked for",
        "path: /me                   | path: '/user.php?action=logout'  | mine.yaml:9: `/user.php?action=logout` is never asked for",
        "path: /me                   | path: /account/re-enable         | mine.yaml:9: `/account/re-enable` is never asked for",
        "{ up: [Uploaded] }          | { up: [Uploaded], down: [D] }    | mine.yaml:13: `down` of `words` is looked for by no source.",
        "{ row: { label              | { raw: { label: th }, row: { label | mine.yaml:12: `raw` of `pairs` is looked for by no source.",
        "{ from: me, json: /up }     | { from: me, json: /up, match: '\\d+.*\\d+x' } | mine.yaml:15: `match: \\d+.*\\d+x` may take as long as there is time",
        "schema: 1                   | session: { alive_if: [ { json: a } ] } | mine.yaml:1: `json: a` should be a JSON pointer",
        "schema: 1                   | session: { dead_if: [ { from: me } ] } | mine.yaml:1: a sign needs one of css,",
        "schema: 1                   | envelope: { error: oops }        | mine.yaml:1: `error: oops` should be a JSON pointer",
        "{ from: me, json: /up }     | { from: me, json: /up, decimals: 12 } | mine.yaml:15: `decimals: 12` should be 0 to 9.",
        "{ from: me, json: /up }     | { from: me, json: /up, group: -1 } | mine.yaml:15: `group: -1` should be the number of a group.",
        "{ from: me, json: /up }     | { from: me, json: /up, unit: furlong } | mine.yaml:15: `unit: furlong` should be a unit such as GiB.",
        "{ from: me, json: /up }     | { from: me, json: /up, format: 'yyyy#' } | mine.yaml:15: `format: yyyy#` should be a date pattern",
        "accept: [api_key]           | accept: [cookie, token]          | mine.yaml:7: `accept: token` should be one of api_key, cookie, login.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { page: /in, form: f, fields: { p: '{password}' }, proof: { cookies: [s] } } } | mine.yaml:7: there is a `login`, and `accept` does not name it.",
        "accept: [api_key]           | accept: [api_key, login]          | mine.yaml:7: `auth: { login: ... }` is missing.",
        "accept: [api_key]           | accept: [login, api_key]          | mine.yaml:7: `login` comes last in `accept`",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { page: /in, fields: { p: '{password}' }, proof: { cookies: [s] } } } | mine.yaml:7: a login needs a `form`, whose action tells where it is sent, or `post`.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { page: /in, form: f, fields: { p: '{password}' } } } | mine.yaml:7: `proof` is missing: what tells that the login worked?",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { page: /in, form: f, fields: { p: '{otp}' }, proof: { cookies: [s] } } } | mine.yaml:7: `{otp}` is sent, so `factor` must say what it is: totp or fixed.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { factor: totp, page: /in, form: f, fields: { p: '{password}' }, proof: { cookies: [s] } } } | mine.yaml:7: there is a `factor`, and no field sends `{otp}`.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { page: /in, form: f, fields: { u: '{username}' }, proof: { cookies: [s] } } } | mine.yaml:7: no field of the login sends the `{password}`.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { page: //evil.example/in, form: f, fields: { p: '{password}' }, proof: { cookies: [s] } } } | mine.yaml:7: `page: //evil.example/in` should be a path, which begins with a slash.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { post: /in, fields: { p: '{password}', t: '{csrf}' }, proof: { cookies: [s] } } } | mine.yaml:7: `{csrf}` is known nowhere: it needs a `capture`.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { capture: { c: { header: X } }, page: /in, form: f, fields: { p: '{password}' }, proof: { cookies: [s] } } } | mine.yaml:7: the capture `c` is used by no field and no header.",
        "api_key: { header: X-API-Key } } | api_key: { header: X-API-Key }, login: { pagge: /in, form: f, fields: { p: '{password}' }, proof: { cookies: [s] } } } | mine.yaml:7: unknown key `pagge`; did you mean `page`?",
        "header: X-API-Key           | hint: somewhere                  | mine.yaml:7: `auth: { api_key: ... }` needs either a `header`, a `query` or `headers`",
        "{ from: me, json: /up }     | { from: mee, json: /up }         | mine.yaml:15: there is no request `mee`; did you mean `me`?",
        "{ from: me, json: /up }     | { json: /up }                    | mine.yaml:15: `from` is missing",
        "{ from: me, json: /up }     | { from: me }                     | mine.yaml:15: a source needs one of json, items, css,",
        "{ from: me, json: /up }     | { from: me, json: up }           | mine.yaml:15: `json: up` should be a JSON pointer",
        "{ from: me, json: /up }     | { from: me, css: 'a:first' }     | mine.yaml:15: `css: a:first` should be a CSS selector that jsoup knows",
        "{ from: me, json: /up }     | { from: me, css: a }             | mine.yaml:15: `me` answers with json, this source reads the other kind.",
        "{ from: me, json: /up }     | { from: me, json: /up, as: int } | mine.yaml:15: `uploaded` is of the kind size, and `as` says otherwise",
        "{ from: me, json: /up }     | { from: me, json: /up, match: '(' } | mine.yaml:15: `match: (` should be a regular expression.",
        "{ from: me, json: /up }     | { from: me, json: /up, match: a, group: 1 } | mine.yaml:15: `match` has no group 1.",
        "{ from: me, json: /up }     | { from: me, pair: rows, word: up } | mine.yaml:15: `pairs` has no `rows`; did you mean `row`?",
        "{ from: me, json: /up }     | { from: me, pair: row, word: ups } | mine.yaml:15: `words` has no `ups`; did you mean `up`?",
        "{ from: me, json: /up }     | 7                                | mine.yaml:15: a source belongs here",
        "downloaded:                 | donwloaded:                      | mine.yaml:16: there is no figure `donwloaded`; did you mean `downloaded`?",
        "downloaded: { from          | x_down: { from                   | mine.yaml:14: the field `downloaded` is missing",
        "uploaded: 1 TiB             | uploaded: lots                   | mine.yaml:20: `uploaded: lots` should be an amount of uploaded.",
        "uploaded: 1 TiB             | seeding: 5                       | needs `seeding`, which this definition cannot read",
        "x_groups: 5                 | groups: 5                        | mine.yaml:20: there is no figure `groups`",
        "tier: 1                     | tier: 0                          | ranks ascend: Elite must have a higher tier",
        "tier: 1                     | kept_when_inactive: true         | the rank Elite needs a `tier`, or `granted: true`.",
        "value: + td                 | value: + td:first                | mine.yaml:12: `value: + td:first` should be a CSS selector that jsoup knows.",
        "name: Mine                  | slug: mine                       | mine.yaml:3: the key `slug` is there twice.",
        "name: Mine                  | name: [Mine, Ours]               | mine.yaml:3: one text or number belongs here, no list or map.",
        "policy: { user_stats: ask } | policy: ask                      | mine.yaml:6: a map (key: value) belongs here.",
        "name: Mine                  | name: *a                         | mine.yaml:3: anchors and aliases",
    })
    void each_fault_is_named_with_its_line(String right, String wrong, String message) throws IOException {
        var said = check("mine.yaml", RIGHT.replace(right, wrong));
        assertTrue(said.contains(message), said);
    }

    @Test
    void what_is_missing_is_missed() throws IOException {
        assertTrue(check("mine.yaml", RIGHT.replace("policy: { user_stats: ask }\n", "")).contains("`policy` is missing"));
        assertTrue(check("mine.yaml", "schema: 1\nslug: mine\nplatform: unit3d\nlinks: [ \"https://mine.org/\" ]\n").contains("`policy` is missing"));
        assertTrue(check("mine.yaml", RIGHT.replace("links: [ \"https://mine.org/\" ]\n", "")).contains("`links` is missing"));
        assertTrue(check("mine.yaml", RIGHT.replace("schema: 1\n", "")).contains("`schema: 1` is missing"));
        assertTrue(check("mine.yaml", RIGHT.replaceFirst("auth:.*\n", "")).contains("`auth: { accept: [...] }` is missing"));
    }

    @Test
    void a_site_that_does_not_tell_what_was_downloaded_says_so() throws IOException {
        assertEquals("", check("mine.yaml", RIGHT.replace("downloaded: { from: me, json: /down }", "downloaded: null")));
        assertTrue(check("mine.yaml", RIGHT.replace("uploaded: { from: me, json: /up }", "uploaded: null")).contains("the field `uploaded` is missing"));
    }

    @Test
    void a_site_that_is_never_asked_needs_no_way_in() throws IOException {
        assertEquals("", check("mine.yaml", """
                schema: 1
                slug: mine
                platform: html
                links: [ "https://mine.org/" ]
                policy: { user_stats: forbidden, note: The rules forbid programs. }
                """));
    }

    @Test
    void a_bundled_site_says_how_much_is_behind_it() {
        assertTrue(bundled(RIGHT).contains("`proof` is missing"));
        assertTrue(bundled(RIGHT + "proof: untested\n").contains("with `fields` of its own the site is more than its engine"));
        assertTrue(bundled(RIGHT + "proof: modelled\nevidence: none\n").contains("`evidence` belongs to `proof: proven`"));
        assertEquals("", bundled(RIGHT + "proof: modelled\n"));
        assertEquals("", bundled(RIGHT + "proof: proven\nevidence: a member's own answer, 2026-11\n"));
    }

    private static String bundled(String text) {
        var file = (Yaml.Entries) Yaml.parse("mine.yaml", text);
        return Lint.check(new Definitions.Stack(file, file, true, "mine")).stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | empty", "'- a' | a map of keys", "'a: [' | not valid YAML", "'just text' | a map of keys"})
    void what_is_no_definition_at_all_is_said_so(String text, String message) throws IOException {
        assertTrue(check("mine.yaml", text).contains(message), check("mine.yaml", text));
    }

    @Test
    void a_file_that_is_not_there_is_said_so() {
        var problems = Definitions.bundled().check(folder.resolve("gone.yaml"));
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().message().startsWith("cannot be read"));
    }

    @Test
    void all_problems_are_told_at_once_in_the_order_of_their_lines() throws IOException {
        var lines = Definitions.bundled().check(Files.writeString(folder.resolve("mine.yaml"),
                RIGHT.replace("name:", "nam:").replace("tier: 1", "tier: 0").replace("path: /me", "pathe: /me"))).stream().map(Problem::line).toList();
        assertTrue(lines.size() >= 3);
        assertEquals(lines.stream().sorted().toList(), lines);
    }

    @ParameterizedTest
    @CsvSource({"http://mine.org/", "https://127.0.0.1/", "https://192.168.1.5/", "https://tracker.local/", "https://localhost/", "https://[::1]/", "https://10.0.0.1.nip/",
        "https://intranet/", "https://x.internal/"})
    void a_bundled_file_leads_to_public_hosts_by_https_only(String link) {
        var problems = new ArrayList<Problem>();
        DefinitionParser.parse((Yaml.Entries) Yaml.parse("x.yaml", "schema: 1\nslug: x\nlinks: [ \"" + link + "\" ]"), true, problems);
        assertEquals(link.equals("https://10.0.0.1.nip/") ? 0 : 1, problems.size(), problems.toString());
    }

    @Test
    void a_platform_is_checked_by_its_own_name() throws IOException {
        assertTrue(check("other.yaml", RIGHT.replace("slug: mine\n", "").replace("platform: json", "platform: mine").replaceFirst("links.*\n", ""))
                .contains("its platform must be `other`"));
        assertEquals("", check("mine.yaml", RIGHT.replace("slug: mine\n", "").replace("platform: json", "platform: mine").replaceFirst("links.*\n", "")));
    }

    @Test
    void files_lie_over_each_other_key_by_key_but_sources_are_whole() {
        var lower = Yaml.parse("l", "a: { x: 1, y: 2 }\nfields: { f: { from: p, json: /a }, g: { from: p, json: /b } }\nlist: [1, 2]\nwords: { w: [a] }");
        var upper = Yaml.parse("u", "a: { y: 3, x: null }\nfields: { f: { from: q, css: b } }\nlist: [3]\nwords: null");
        var merged = (Yaml.Entries) Yaml.over(upper, lower);
        assertEquals(List.of("a", "fields", "list"), List.copyOf(merged.entries().keySet()));
        assertEquals(List.of("y"), List.copyOf(((Yaml.Entries) merged.entries().get("a")).entries().keySet()));
        var fields = ((Yaml.Entries) merged.entries().get("fields")).entries();
        assertEquals(List.of("from", "css"), List.copyOf(((Yaml.Entries) fields.get("f")).entries().keySet()));
        assertEquals(List.of("from", "json"), List.copyOf(((Yaml.Entries) fields.get("g")).entries().keySet()));
        assertEquals("l", fields.get("g").place().file());
        assertThrows(Problem.Broken.class, () -> Yaml.parse("x", "a: &b 1\nc: *b"));
    }
}
