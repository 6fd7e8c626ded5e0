package io.dbvouch.share;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A library that is in the program, as the bill of materials tells of it.
 *
 * @param licence SPDX's name of it
 */
record Library(String group, String name, String version, String licence) {
    private static final Pattern NOTICE =
            Pattern.compile("META-INF/(.*/)?[^/]*(LICENSE|NOTICE)(\\.txt|\\.md)?", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalStateException where the licence is not known: what is shipped has one */
    static Library of(JsonObject component) {
        String name = component.get("name").getAsString();
        List<String> licences = new ArrayList<>();
        if (component.has("licenses")) {
            component.getAsJsonArray("licenses").forEach(each -> {
                JsonObject licence = each.getAsJsonObject();
                licences.add(
                        licence.has("expression")
                                ? licence.get("expression").getAsString()
                                : licence.getAsJsonObject("license").get("id").getAsString());
            });
        }
        if (licences.isEmpty()) {
            throw new IllegalStateException(name + " does not say which licence it is under");
        }
        return new Library(
                component.get("group").getAsString(),
                name,
                component.get("version").getAsString(),
                String.join(" or ", licences));
    }

    boolean isOurs() {
        return group.equals("io.dbvouch");
    }

    String jar() {
        return name + "-" + version + ".jar";
    }

    /** The licences and notices that it brings along, by their place in the jar, which is on the class path. */
    Map<String, String> notices() throws IOException {
        Path jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.endsWith(jar()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(jar() + " is not on the class path"));
        Map<String, String> notices = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (!entry.isDirectory() && NOTICE.matcher(entry.getName()).matches()) {
                    byte[] text = file.getInputStream(entry).readAllBytes();
                    notices.put(entry.getName(), new String(text, StandardCharsets.UTF_8));
                }
            }
        }
        return notices;
    }
}
