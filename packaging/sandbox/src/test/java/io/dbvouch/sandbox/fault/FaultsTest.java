package io.dbvouch.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private final List<String> done = new ArrayList<>();
    private final Faults faults = new Faults(new FaultTarget() {
        @Override
        public void expire(Expiry what) {
            done.add("expire " + what);
        }

        @Override
        public void skew(Duration ahead) {
            done.add("skew " + ahead.toSeconds());
        }

        @Override
        public boolean cluster(String kind, @Nullable String value) {
            if (kind.equals("unknown")) {
                throw new IllegalArgumentException("unknown");
            }
            done.add("cluster " + kind + " " + value);
            return value != null;
        }

        @Override
        public void clearCluster() {
            done.add("clear cluster");
        }
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oidc.pending",
                "oidc.pending=3",
                "oidc.slow-down=1",
                "oidc.denied",
                "oidc.expired=2",
                "oidc.429",
                "sso.500=2",
                "sts.denied=1",
                "rds.slow=250",
                "all.500",
                "all.slow=0",
                "clock.skew=-3600",
                "expire.access-tokens",
                "expire.sign-ins",
                "expire.clients",
                "expire.role-sessions",
                "cluster.moved",
                "cluster.certificate=expired",
            })
    void text_parsedAndWritten_isTheSame(String text) {
        assertThat(Fault.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oidc",
                "oidc.",
                "oidc.pending=0",
                "oidc.pending=-1",
                "oidc.pending=x",
                "oidc.pending=9999999",
                "all.pending",
                "s3.500",
                "sso.404",
                "sso.slow",
                "sso.slow=600001",
                "clock.skew",
                "clock.skew=soon",
                "expire.access-tokens=1",
                "expire.everything",
                "cluster.",
            })
    void text_unknown_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.add(text));
        assertThat(faults.standing()).isEmpty();
    }

    @Test
    void counted_inTheirOrder_areUsedUp() {
        faults.add("oidc.pending=2");
        faults.add("oidc.slow-down=1");

        assertThat(faults.nextPoll()).contains(PollAnswer.PENDING);
        assertThat(faults.standing()).extracting(Fault::text).containsExactly("oidc.pending=1", "oidc.slow-down=1");
        assertThat(faults.nextPoll()).contains(PollAnswer.PENDING);
        assertThat(faults.nextPoll()).contains(PollAnswer.SLOW_DOWN);
        assertThat(faults.nextPoll()).isEmpty();
        assertThat(faults.standing()).isEmpty();
    }

    @Test
    void uncounted_standsUntilCleared() {
        faults.add("sso.500");
        for (int i = 0; i < 100; i++) {
            assertThat(faults.nextFailure(Service.SSO)).contains(FailureKind.BROKEN);
        }
        assertThat(faults.nextFailure(Service.STS)).isEmpty();

        faults.clear();

        assertThat(faults.nextFailure(Service.SSO)).isEmpty();
        assertThat(done).containsExactly("skew 0", "clear cluster");
    }

    @Test
    void ofAllServices_strikesEach_andDelaysAddUp() {
        faults.add("all.429=2");
        faults.add("all.slow=5");
        faults.add("rds.slow=10");
        faults.add("rds.slow=20");

        assertThat(faults.nextFailure(Service.STS)).contains(FailureKind.THROTTLED);
        assertThat(faults.nextFailure(Service.RDS)).contains(FailureKind.THROTTLED);
        assertThat(faults.nextFailure(Service.RDS)).isEmpty();
        assertThat(faults.delay(Service.RDS)).hasMillis(25);
        assertThat(faults.delay(Service.STS)).hasMillis(5);
    }

    @Test
    void atOnce_reachTheirPart_andOnlyStandIfTheyLast() {
        faults.add("expire.role-sessions");
        faults.add("clock.skew=60");
        faults.add("clock.skew=-60");
        faults.add("cluster.moved");
        faults.add("cluster.certificate=expired");
        faults.add("cluster.certificate=other-ca");

        assertThat(done)
                .containsExactly(
                        "expire ROLE_SESSIONS",
                        "skew 60",
                        "skew -60",
                        "cluster moved null",
                        "cluster certificate expired",
                        "cluster certificate other-ca");
        assertThat(faults.standing())
                .extracting(Fault::text)
                .containsExactly("clock.skew=-60", "cluster.certificate=other-ca");
    }

    @Test
    void ofTheCluster_unknownToIt_doesNotStand() {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.add("cluster.unknown=1"));
        assertThat(faults.standing()).isEmpty();
    }

    @Test
    void denied_strikesABrowserToo_otherPollAnswersDoNot() {
        faults.add("oidc.pending=1");
        assertThat(faults.nextAuthorizationDenied()).isFalse();
        faults.add("oidc.denied=1");
        assertThat(faults.nextAuthorizationDenied()).isTrue();
        assertThat(faults.nextAuthorizationDenied()).isFalse();
    }
}
