package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
    @Test
    void of_homeAlone_isTheSpecificationsDefaults() {
        assertThat(Folders.of(Map.of("HOME", "/home/ari")))
                .isEqualTo(new Folders(
                        Path.of("/home/ari/.local/state/dbvouch/ledger"),
                        Path.of("/home/ari/.cache/dbvouch"),
                        Path.of("/home/ari/.local/state/dbvouch/history"),
                        Path.of("/home/ari/.config/dbvouch"),
                        Path.of("/home/ari/.aws/sso/cache")));
    }

    @Test
    void of_xdgVariables_areFollowed() {
        assertThat(Folders.of(Map.of(
                        "HOME", "/home/ari", "XDG_STATE_HOME", "/s", "XDG_CACHE_HOME", "/c", "XDG_CONFIG_HOME", "/f")))
                .isEqualTo(new Folders(
                        Path.of("/s/dbvouch/ledger"),
                        Path.of("/c/dbvouch"),
                        Path.of("/s/dbvouch/history"),
                        Path.of("/f/dbvouch"),
                        Path.of("/home/ari/.aws/sso/cache")));
    }

    @Test
    void of_relativeOrEmptyXdgVariables_areIgnored() {
        Folders plain = Folders.of(Map.of("HOME", "/home/ari"));

        assertThat(Folders.of(Map.of("HOME", "/home/ari", "XDG_STATE_HOME", "s", "XDG_CACHE_HOME", "./c")))
                .isEqualTo(plain);
        assertThat(Folders.of(
                        Map.of("HOME", "/home/ari", "XDG_STATE_HOME", "", "XDG_CACHE_HOME", "", "DBVOUCH_LEDGER", "")))
                .isEqualTo(plain);
    }

    @Test
    void of_ledgerVariable_isTheFolderItself() {
        assertThat(Folders.of(Map.of("HOME", "/home/ari", "XDG_STATE_HOME", "/s", "DBVOUCH_LEDGER", "/l"))
                        .ledger())
                .isEqualTo(Path.of("/l"));
    }

    @Test
    void of_noHome_isTheUsersOfTheSystem() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(Folders.of(Map.of()).ssoCache()).isEqualTo(home.resolve(".aws/sso/cache"));
        assertThat(Folders.of(Map.of("HOME", "")).cache()).isEqualTo(home.resolve(".cache/dbvouch"));
    }
}
