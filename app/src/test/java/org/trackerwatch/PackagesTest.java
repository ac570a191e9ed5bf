package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What people install it by says of it what is true: the same hardening wherever it is started, and no variable that it does
/// not read.
final class PackagesTest {

    private static final Path ROOT = Path.of("..");

    private static final List<String> HARDENING = List.of("read_only", "tmpfs", "cap_drop", "cap_add", "security_opt", "volumes", "environment");

    @TempDir
    private Path directory;

    @Test
    void behind_the_vpn_it_is_as_guarded_as_without() throws IOException {
        var plain = service("compose.yaml");
        var behind = service("compose.vpn.yaml");
        HARDENING.forEach(key -> assertEquals(plain.get(key), behind.get(key), key));
        assertEquals("service:vpn", behind.get("network_mode").stringValue());
        assertTrue(behind.path("ports").isMissingNode(), "a container that uses another's network can't publish ports");
    }

    @Test
    void the_unraid_template_gives_the_container_what_the_compose_file_gives_it() throws Exception {
        var template = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(ROOT.resolve("packages/unraid/trackerwatch.xml").toFile());
        var parameters = template.getElementsByTagName("ExtraParams").item(0).getTextContent();
        service("compose.yaml").get("cap_add").forEach(right -> assertTrue(parameters.contains("--cap-add " + right.stringValue()), right.stringValue()));
        List.of("--read-only", "--tmpfs /tmp", "--cap-drop ALL", "no-new-privileges:true").forEach(each -> assertTrue(parameters.contains(each), each));
        var configs = template.getElementsByTagName("Config");
        for (int i = 0; i < configs.getLength(); i++) {
            var target = ((Element) configs.item(i)).getAttribute("Target");
            assertTrue(!target.startsWith("TRACKERWATCH_") || documented().contains(target), target);
        }
    }

    @Test
    void the_unit_names_no_variable_that_the_readme_does_not() throws IOException {
        var unit = Files.readString(ROOT.resolve("packages/systemd/trackerwatch.service"));
        assertTrue(documented().containsAll(variables(unit)), () -> variables(unit).toString());
    }

    @Test
    void a_command_beside_the_service_has_its_user_its_directory_and_its_settings() throws Exception {
        Files.writeString(directory.resolve("sudo"), "#!/bin/sh\nfor each; do echo \"$each\"; done\n");
        Files.writeString(directory.resolve("settings"), "# of the service\n\nTZ=Europe/Paris\nTRACKERWATCH_KEY_FILE=\"/mnt/a key/k\"\nTZ=`id`\n");
        assertTrue(directory.resolve("sudo").toFile().setExecutable(true));
        var command = new ProcessBuilder(ROOT.resolve("packages/systemd/trackerwatch").toString(), "tracker", "show", "My Site").redirectErrorStream(true);
        command.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        command.environment().put("TRACKERWATCH_SETTINGS", directory.resolve("settings").toString());
        var started = command.start();
        var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(List.of("--user=trackerwatch", "env", "TRACKERWATCH_CONFIG=/var/lib/trackerwatch", "TZ=Europe/Paris", "TRACKERWATCH_KEY_FILE=/mnt/a key/k",
                "TZ=`id`", "/opt/trackerwatch/bin/trackerwatch", "tracker", "show", "My Site"), said.lines().toList());
        assertEquals(0, started.waitFor());
    }

    /// Maven passes over a folder of resources that isn't there.
    @Test
    void an_image_is_built_with_all_that_the_build_reads() throws IOException {
        var context = Files.readAllLines(ROOT.resolve(".dockerignore"));
        var read = Pattern.compile("<directory>\\.\\./([^<]+)</directory>|\\.\\./(LICENSE)<").matcher(Files.readString(Path.of("pom.xml"))).results()
                .map(found -> Optional.ofNullable(found.group(1)).orElse(found.group(2))).toList();
        assertTrue(read.size() > 1, read::toString);
        read.forEach(path -> assertTrue(context.contains("!" + path), path));
    }

    private static JsonNode service(String file) throws IOException {
        return new YAMLMapper().readTree(Files.readString(ROOT.resolve(file))).get("services").get("trackerwatch");
    }

    private static Set<String> documented() throws IOException {
        return variables(Files.readString(ROOT.resolve("README.md")));
    }

    private static Set<String> variables(String text) {
        return Pattern.compile("TRACKERWATCH_[A-Z_]+").matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
