package io.dbvouch.cli;

/** The folder that the program is called in. */
final class CurrentFolder {
    private CurrentFolder() {}

    /**
     * Whether it is still there: it may have been deleted, and the JDK has no files then, not even by absolute paths. On a JVM
     * nothing gets here without it, and the launcher tells.
     */
    static boolean exists() {
        try {
            return !System.getProperty("user.dir", "").isEmpty();
        } catch (Error _) {
            // By GraalVM's PosixSystemPropertiesSupport, where getcwd fails.
            return false;
        }
    }
}
