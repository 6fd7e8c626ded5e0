package io.dbvouch.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoleSessionsTest {
    private static final Profile.StaticKey CI =
            new Profile.StaticKey("ci", "eu-west-1", new AccessKey("AKIACI", Secret.of("ci-secret"), null));
    private static final Profile.Provided BUILD = new Profile.Provided("build", "eu-west-1", Secret.of("{a=b}"));
    private static final Profile.Provided ENVIRONMENT = new Profile.Provided(null, null, null);

    @TempDir
    Path folder;

    private final FakeRoleAuthority aws = new FakeRoleAuthority();

    private RolePlace place() {
        return new RolePlace(folder, aws);
    }

    private RoleSessions.Obtained obtain(Profile profile) {
        return place().sessions().obtain(profile, _ -> {});
    }

    private List<Path> files(String below) throws IOException {
        Path start = folder.resolve("cache").resolve(below);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private Path onlyFile() throws IOException {
        List<Path> files = files("roles");
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    @Test
    void obtain_cold_asksOnceAndIsFresh() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));

        RoleSessions.Obtained first = obtain(RolePlace.DBA);
        RoleSessions.Obtained second = obtain(RolePlace.DBA);

        assertThat(first.fresh()).isTrue();
        assertThat(second.fresh()).isFalse();
        assertThat(second.session()).isEqualTo(first.session());
        assertThat(first.session())
                .isEqualTo(new RoleSession(
                        new AccessKey("ASIA1", Secret.of("secret-1"), Secret.of("token-1")),
                        aws.now.plus(Duration.ofHours(1)),
                        FakeRoleAuthority.caller("access-1"),
                        RolePlace.DBA.role()));
        assertThat(aws.asked).containsExactly("permissionSet dba access-1", "caller ASIA1 eu-west-2");
    }

    @Test
    void obtain_signedOutMeanwhile_leavesNoSessionBehind() throws IOException {
        FakeRoleAuthority slow = new FakeRoleAuthority() {
            @Override
            void question(String question) {
                super.question(question);
                if (question.startsWith("caller")) {
                    new RolePlace(folder, this).signOut();
                }
            }
        };
        RolePlace place = new RolePlace(folder, slow);
        place.signIn("access-1", Duration.ofHours(1));

        assertThat(place.sessions().obtain(RolePlace.DBA, _ -> {}).fresh()).isTrue();

        assertThat(files("roles")).isEmpty();
    }

    @Test
    void obtain_cacheFiles_areForTheOwnerAloneAndNamedByDigests() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);

        Path file = onlyFile();
        assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}\\.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file))
                .as("the sign-in's token is there as a digest")
                .doesNotContain("\"access-1\"");
    }

    @Test
    void obtain_fiveMinutesBeforeTheEnd_asksAgain() {
        place().signIn("access-1", Duration.ofHours(8));
        obtain(RolePlace.DBA);

        aws.now = aws.now.plus(Duration.ofMinutes(55)).minusMillis(1);
        assertThat(obtain(RolePlace.DBA).fresh()).isFalse();

        aws.now = aws.now.plusMillis(1);
        RoleSessions.Obtained next = obtain(RolePlace.DBA);
        assertThat(next.fresh()).isTrue();
        assertThat(next.session().key().accessKeyId()).isEqualTo("ASIA2");
    }

    @Test
    void obtain_signedInAsSomebodyElse_isTheirSession() {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);

        place().signIn("access-2", Duration.ofHours(1));
        RoleSessions.Obtained theirs = obtain(RolePlace.DBA);

        assertThat(theirs.fresh()).isTrue();
        assertThat(theirs.session().caller()).isEqualTo(FakeRoleAuthority.caller("access-2"));
    }

    @Test
    void obtain_signedOut_isNotServedFromTheCache() {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);

        place().signOut();

        assertThat(place().sessions().cached(RolePlace.DBA)).isEmpty();
        assertThatExceptionOfType(AccessException.SignInNeeded.class).isThrownBy(() -> obtain(RolePlace.DBA));
    }

    @Test
    void obtain_otherRoleOrAccount_isAnotherSession() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);

        assertThat(obtain(RolePlace.set("111111111111", "dba")).fresh()).isTrue();
        assertThat(obtain(RolePlace.set("123456789012", "helpdesk")).fresh()).isTrue();
        assertThat(obtain(RolePlace.DBA).fresh()).isFalse();
        assertThat(files("roles")).hasSize(3);
    }

    @Test
    void forget_dropsTheSignInsSessions() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        place().sessions().forget(RolePlace.CORP);
        obtain(RolePlace.DBA);
        obtain(RolePlace.set("123456789012", "helpdesk"));

        place().sessions().forget(RolePlace.CORP);

        assertThat(files("roles")).isEmpty();
        assertThat(obtain(RolePlace.DBA).fresh()).isTrue();
    }

    @Test
    void obtain_notSignedIn_asksNobody() {
        assertThatExceptionOfType(AccessException.SignInNeeded.class)
                .isThrownBy(() -> obtain(RolePlace.DBA))
                .withMessage("not signed in to sso-session \"corp\"")
                .satisfies(e -> assertThat(e.hints()).containsExactly("dbvouch login --sso-session corp"));
        assertThat(aws.asked).isEmpty();
    }

    @Test
    void obtain_refusedByAws_leavesNothing() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        aws.refuse = new AccessException.Denied("no");

        assertThatExceptionOfType(AccessException.Denied.class).isThrownBy(() -> obtain(RolePlace.DBA));
        assertThat(files("roles")).isEmpty();
        aws.refuse = null;
        assertThat(obtain(RolePlace.DBA).fresh()).isTrue();
    }

    @Test
    void check_asksPastTheCache() {
        place().signIn("access-1", Duration.ofHours(1));
        RoleSession session = obtain(RolePlace.DBA).session();
        aws.asked.clear();

        assertThat(place().sessions().check(session, "us-east-2").identity()).isEqualTo(session.caller());
        assertThat(aws.asked).containsExactly("caller ASIA1 us-east-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"signIn\":1}",
                "{\"signIn\":\"x\",\"accessKeyId\":null}",
                "{\"accessKeyId\":\"a\",\"secretAccessKey\":\"b\",\"expiration\":\"soon\"}",
            })
    void obtain_damagedCache_asksAgainAndMendsIt(String damage) throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);
        Files.writeString(onlyFile(), damage);

        assertThat(obtain(RolePlace.DBA).fresh()).isTrue();
        assertThat(obtain(RolePlace.DBA).fresh()).isFalse();
    }

    @Test
    void obtain_anyByteOfTheCacheChanged_isASessionAndNeverAnError() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);
        byte[] good = Files.readAllBytes(onlyFile());
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            Files.write(onlyFile(), bad);
            assertThat(obtain(RolePlace.DBA).session().key().accessKeyId()).isNotNull();
        }
    }

    @Test
    void obtain_cacheThatOthersCanRead_isRefusedWithTheRemedy() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        obtain(RolePlace.DBA);
        Files.setPosixFilePermissions(onlyFile(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> obtain(RolePlace.DBA))
                .withMessageContaining("others have access to")
                .satisfies(e -> assertThat(e.hints().getFirst()).startsWith("chmod 600 "));
    }

    @Test
    void obtain_staticKey_remembersTheCallerAndNotTheKey() throws IOException {
        assertThat(obtain(CI).session())
                .isEqualTo(new RoleSession(CI.key(), null, FakeRoleAuthority.caller("AKIACI"), null));
        assertThat(obtain(CI).fresh()).isFalse();

        assertThat(aws.asked).containsExactly("caller AKIACI eu-west-1");
        assertThat(files("callers")).hasSize(1);
        assertThat(Files.readString(files("callers").getFirst())).doesNotContain("ci-secret");
    }

    @Test
    void obtain_staticKeyWithAnotherSecret_isAskedForAgain() {
        obtain(CI);

        obtain(new Profile.StaticKey("ci", "eu-west-1", new AccessKey("AKIACI", Secret.of("other"), null)));

        assertThat(aws.asked).hasSize(2);
    }

    @Test
    void obtain_staticKeyWithoutARegion_asksInTheDefaultOne() {
        obtain(new Profile.StaticKey(null, null, CI.key()));

        assertThat(aws.asked).containsExactly("caller AKIACI us-east-1");
    }

    @Test
    void obtain_providedSession_isCachedByItsSettings() {
        aws.providedFor = Duration.ofHours(1);

        assertThat(obtain(BUILD).fresh()).isTrue();
        assertThat(obtain(BUILD).fresh()).isFalse();
        assertThat(obtain(new Profile.Provided("build", "eu-west-1", Secret.of("{a=c}")))
                        .fresh())
                .isTrue();
        assertThat(obtain(new Profile.Provided("other", "eu-west-1", Secret.of("{a=b}")))
                        .fresh())
                .isTrue();
        aws.now = aws.now.plus(Duration.ofMinutes(55));
        assertThat(obtain(BUILD).fresh()).isTrue();
    }

    @Test
    void obtain_freshSession_isToldBeforeAnybodyElseCanUseIt() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        List<RoleSession> told = new ArrayList<>();

        place().sessions().obtain(RolePlace.DBA, session -> {
            assertThat(place().sessions().cached(RolePlace.DBA)).isEmpty();
            told.add(session);
        });
        place().sessions().obtain(RolePlace.DBA, told::add);

        assertThat(told).hasSize(1);
        assertThat(place().sessions().cached(RolePlace.DBA)).contains(told.getFirst());
    }

    @Test
    void obtain_providedByWhatCannotBeKnownAgain_isAskedForEachTime() {
        aws.providedFor = Duration.ofHours(1);

        obtain(new Profile.Provided("process", "eu-west-1", null));
        obtain(new Profile.Provided("process", "eu-west-1", null));

        assertThat(aws.asked.stream().filter(call -> call.startsWith("provided")))
                .hasSize(2);
    }

    @Test
    void obtain_providedKeyWithoutAnEnd_isNotCopied() throws IOException {
        assertThat(obtain(BUILD).session().expiresAt()).isNull();
        obtain(BUILD);

        assertThat(aws.asked.stream().filter(call -> call.startsWith("provided")))
                .hasSize(2);
        assertThat(files("roles")).isEmpty();
    }

    @Test
    void obtain_environmentsCredentials_areNotCached() throws IOException {
        aws.providedFor = Duration.ofHours(1);

        obtain(ENVIRONMENT);
        obtain(ENVIRONMENT);

        assertThat(aws.asked.stream().filter(call -> call.startsWith("provided")))
                .hasSize(2);
        assertThat(files("roles")).isEmpty();
    }

    @Test
    void obtain_manyThreadsAtOnce_oneAsks() throws Exception {
        place().signIn("access-1", Duration.ofHours(1));
        int threads = 16;
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<RoleSessions.Obtained>> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit((Callable<RoleSessions.Obtained>) () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return obtain(RolePlace.DBA);
                }));
            }
        }

        assertThat(all)
                .extracting(Future::get)
                .filteredOn(RoleSessions.Obtained::fresh)
                .hasSize(1);
        assertThat(all).extracting(it -> it.get().session().key().accessKeyId()).containsOnly("ASIA1");
        assertThat(aws.asked).hasSize(2);
    }

    @Test
    void obtain_manyProcessesAtOnce_oneAsks() throws Exception {
        place().signIn("access-1", Duration.ofHours(1));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            RoleProcess.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        List<String> said = new ArrayList<>();
        for (Process process : processes) {
            said.add(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            assertThat(process.waitFor()).isZero();
        }

        assertThat(Files.readAllLines(folder.resolve("asked")))
                .containsExactly("permissionSet dba access-1", "caller ASIA1 eu-west-2");
        assertThat(said).allMatch(text -> text.startsWith("ASIA1 "));
        assertThat(said).filteredOn(text -> text.endsWith(" true")).hasSize(1);
    }

    @Test
    void forget_oneThatIsRemembered_leadsToAnother() throws IOException {
        place().signIn("access-1", Duration.ofHours(1));
        RoleSession first = obtain(RolePlace.DBA).session();

        assertThat(place().sessions().forget(RolePlace.DBA, first)).isTrue();

        assertThat(files("roles")).isEmpty();
        RoleSessions.Obtained second = obtain(RolePlace.DBA);
        assertThat(second.fresh()).isTrue();
        assertThat(second.session().key()).isNotEqualTo(first.key());
    }

    @Test
    void forget_oneThatAnotherProcessHasReplaced_leavesTheNewOne() {
        place().signIn("access-1", Duration.ofHours(1));
        RoleSession first = obtain(RolePlace.DBA).session();
        place().sessions().forget(RolePlace.DBA, first);
        RoleSession second = obtain(RolePlace.DBA).session();

        assertThat(place().sessions().forget(RolePlace.DBA, first)).isTrue();

        assertThat(obtain(RolePlace.DBA)).isEqualTo(new RoleSessions.Obtained(second, false));
    }

    @Test
    void forget_whatTheSdkProvided_isAskedForAgain() {
        aws.providedFor = Duration.ofHours(1);
        RoleSession first = obtain(BUILD).session();

        assertThat(place().sessions().forget(BUILD, first)).isTrue();

        assertThat(obtain(BUILD).session().key()).isNotEqualTo(first.key());
    }

    @Test
    void forget_keyThatLiesElsewhere_isNotDbvouchsToReplace() {
        assertThat(place().sessions().forget(CI, obtain(CI).session())).isFalse();
        assertThat(place().sessions().forget(ENVIRONMENT, obtain(ENVIRONMENT).session()))
                .isFalse();
    }
}
