package io.dbvouch.packaging.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.packaging.image.Image.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Either image in a folder that was deleted meanwhile. */
final class CurrentFolderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"--version, 1", "psql db, 125"})
    void start_folderDeleted_saysSo(String words, int code) throws IOException, InterruptedException {
        String script = "mkdir \"$1\" && cd \"$1\" && rmdir \"$1\" && exec \"$0\" " + words;
        String program = Image.program().toAbsolutePath().toString();

        Ended ended = Image.run(
                folder,
                Map.of(),
                List.of("sh", "-c", script, program, folder.resolve("deleted").toString()));

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        // Before it the launcher's shell may have complained too.
        assertThat(ended.err()).endsWith("dbvouch: the current folder was deleted\n  try: cd /\n");
        assertThat(ended.err().lines()).hasSizeLessThanOrEqualTo(3);
    }
}
