package io.dbvouch.target;

import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import io.dbvouch.ProcessLock;
import io.dbvouch.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlParseResult;

/** One configuration file: TOML, of which every key is known or refused with its line. */
public final class TargetFile {
    private static final String TARGETS = "targets";

    /** Longer than a change takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path path;
    private final Path home;
    private final TargetToml file;

    private TargetFile(Path path, Path home, String text) {
        this.path = path;
        this.home = home;
        this.file = TargetToml.parse(path, text, true);
    }

    /**
     * Reads {@code path}.
     *
     * @param home what {@code ~/} in it means
     * @throws AccessException.BadConfiguration where it is not there, not readable, or no TOML
     */
    public static TargetFile read(Path path, Path home) {
        if (Files.isDirectory(path)) {
            throw new AccessException.BadConfiguration(path + " is a folder");
        }
        try {
            return new TargetFile(path, home, Files.readString(path));
        } catch (NoSuchFileException e) {
            throw new AccessException.BadConfiguration(path + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new AccessException.BadConfiguration(path + " is not UTF-8", e);
        } catch (IOException e) {
            throw new AccessException.BadConfiguration(path + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Changes {@code path}, or starts it where there is none. One at a time: who comes later changes what was written before.
     *
     * @param home what {@code ~/} in it means
     * @param locks a folder of dbvouch's own for lock files
     * @throws AccessException.BadConfiguration where it does not read, or cannot be written; what was there is then unchanged
     */
    public static void edit(Path path, Path home, Path locks, Consumer<TargetFile> change) {
        String name = Sha256.hex(path.toAbsolutePath().normalize().toString());
        try (ProcessLock _ = ProcessLock.acquire(locks.resolve("config-" + name + ".lock"), PATIENCE)) {
            TargetFile changed = readOrEmpty(path, home);
            change.accept(changed);
            changed.save();
        }
    }

    /** Reads {@code path}, or starts an empty file where there is none. */
    static TargetFile readOrEmpty(Path path, Path home) {
        return Files.exists(path) ? read(path, home) : new TargetFile(path, home, "");
    }

    /**
     * The targets, by name.
     *
     * @throws AccessException.BadConfiguration naming file, line and key
     */
    public Map<String, Target> targets() {
        return targets(file);
    }

    private Map<String, Target> targets(TargetToml from) {
        for (String key : from.toml().keySet()) {
            if (!key.equals(TARGETS)) {
                throw from.bad(List.of(key), "is not known; targets stand under [targets.NAME]");
            }
        }
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String name : from.table(List.of(TARGETS)).keySet()) {
            targets.put(name, new TargetSection(from, home, List.of(TARGETS, name)).target(name));
        }
        return targets;
    }

    /**
     * Adds a target; comments and layout of the rest of the file stay.
     *
     * @param settings keys of a target's section, with strings, booleans or numbers
     * @throws AccessException.BadConfiguration where the name is taken, or a setting cannot be
     */
    public void add(String name, Map<String, Object> settings) {
        if (targets().containsKey(name)) {
            throw file.bad(List.of(TARGETS, name), "is there already").hint("dbvouch target remove " + name);
        }
        TomlParseResult toml = file.toml();
        MutableTomlTable section = toml.getOrCreateTable(List.of(TARGETS, name));
        try {
            settings.forEach((key, value) -> section.set(List.of(key), value));
            targets(TargetToml.parse(path, toml.toToml(), false));
        } catch (AccessException e) {
            toml.remove(List.of(TARGETS, name));
            throw e;
        }
    }

    /**
     * Removes a target.
     *
     * @throws AccessException.BadConfiguration where there is none of that name
     */
    public void remove(String name) {
        if (!targets().containsKey(name)) {
            throw new AccessException.BadConfiguration("there is no target \"" + name + "\" in " + path);
        }
        file.toml().remove(List.of(TARGETS, name));
    }

    /**
     * Writes the file, whole or not at all. A new one is for the owner alone; one that was there keeps its permissions, and
     * stays where it is if the path is a symbolic link.
     *
     * @throws AccessException.BadConfiguration where it cannot be written; what was there is then unchanged
     */
    void save() {
        @Nullable Path beside = null;
        try {
            Path place = place();
            Path folder = place.resolveSibling(".");
            PrivateFiles.createDirectory(folder.normalize());
            beside = Files.createTempFile(folder, ".config", ".toml");
            if (Files.exists(place)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(place));
            }
            Files.writeString(beside, file.toml().toToml());
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            beside = null;
        } catch (AccessException.Failed e) {
            throw new AccessException.BadConfiguration(path + " cannot be written: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AccessException.BadConfiguration(path + " cannot be written: " + reason(e), e);
        } finally {
            discard(beside);
        }
    }

    private Path place() throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            throw new AccessException.BadConfiguration(path + " is a symbolic link that leads nowhere");
        }
        return path.toAbsolutePath();
    }

    private static void discard(@Nullable Path beside) {
        if (beside != null) {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException _) {
                // The failure that led here is the one to report.
                return;
            }
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            // Its own folder is there by now: one such as /proc, in which nobody makes files.
            case NoSuchFileException _ -> "no file can be made there";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
