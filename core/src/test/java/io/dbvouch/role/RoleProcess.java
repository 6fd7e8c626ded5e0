package io.dbvouch.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A process of its own that obtains a session. Its questions go into a file. */
final class RoleProcess {
    private RoleProcess() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        FakeRoleAuthority aws = new FakeRoleAuthority() {
            @Override
            void question(String question) {
                try {
                    Files.write(
                            folder.resolve("asked"),
                            List.of(question),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        RoleSessions.Obtained obtained = new RolePlace(folder, aws).sessions().obtain(RolePlace.DBA, _ -> {});
        System.out.print(obtained.session().key().accessKeyId() + " " + obtained.fresh());
    }
}
