package io.dbvouch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlidTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_469_918_176_385L);
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** The timestamp and its ten characters are those of github.com/ulid/javascript's tests. */
    @Test
    void create_knownTime_startsWithItsTenCharacters() {
        Ulid id = Ulid.create(TIME, new Random(1));

        assertThat(id.toString()).startsWith("01ARYZ6S41").hasSize(26);
        assertThat(id.epochMilli()).isEqualTo(TIME.toEpochMilli());
    }

    @Test
    void parse_exampleOfTheSpecification_roundTrips() {
        Ulid id = Ulid.parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");

        assertThat(id).hasToString("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assertThat(Instant.ofEpochMilli(id.epochMilli())).isEqualTo("2016-07-30T23:54:10.259Z");
    }

    @Test
    void parse_randomValues_agreesWithABigNumberInBase32() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Ulid id = new Ulid(random.nextLong(), random.nextLong());
            BigInteger value = new BigInteger(Long.toUnsignedString(id.high()))
                    .shiftLeft(64)
                    .add(new BigInteger(Long.toUnsignedString(id.low())));
            StringBuilder text = new StringBuilder();
            for (int digit = 25; digit >= 0; digit--) {
                text.append(DIGITS.charAt(value.shiftRight(5 * digit).intValue() & 31));
            }

            assertThat(id.toString()).isEqualTo(text.toString());
            assertThat(Ulid.parse(text.toString())).isEqualTo(id);
        }
    }

    @Test
    void compareTo_randomValues_isTheOrderOfTheText() {
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            Ulid one = new Ulid(random.nextLong(), random.nextLong());
            Ulid other = new Ulid(random.nextBoolean() ? one.high() : random.nextLong(), random.nextLong());

            assertThat(Integer.signum(one.compareTo(other)))
                    .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01ARZ3NDEKTSV4RRFFQ69G5FA",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV0",
                "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                "01ARZ3NDEKTSV4RRFFQ69G5FAI",
                "01arz3ndektsv4rrffq69g5fav",
                "01ARZ3NDEKTSV4RRFFQ69G5FA\u0661",
            })
    void parse_notAUlid_refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ulid.parse(text));
    }

    @Test
    void after_sameOrEarlierTime_isThePreviousPlusOne() {
        Ulid previous = Ulid.create(TIME, new Random(1));

        Ulid same = Ulid.after(previous, TIME, new Random(2));
        Ulid earlier = Ulid.after(same, TIME.minusSeconds(3600), new Random(3));
        Ulid later = Ulid.after(earlier, TIME.plusMillis(1), new Random(4));

        assertThat(same)
                .isEqualTo(new Ulid(previous.high(), previous.low() + 1))
                .isGreaterThan(previous);
        assertThat(earlier).isEqualTo(new Ulid(previous.high(), previous.low() + 2));
        assertThat(later).isGreaterThan(earlier);
        assertThat(later.epochMilli()).isEqualTo(TIME.toEpochMilli() + 1);
    }

    @Test
    void after_randomPartIsFull_carriesIntoTheTime() {
        Ulid full = new Ulid(0x01563df3648_1ffffL, -1);

        Ulid next = Ulid.after(full, TIME.minusSeconds(1), new Random(1));

        assertThat(next).isEqualTo(new Ulid(full.high() + 1, 0)).isGreaterThan(full);
        assertThatIllegalStateException()
                .isThrownBy(() -> Ulid.after(Ulid.parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), TIME, new Random(1)));
    }

    @Test
    void create_timeBeforeTheEpoch_countsAsTheEpoch() {
        assertThat(Ulid.create(Instant.EPOCH.minusSeconds(1), new Random(1)).epochMilli())
                .isZero();
    }

    @Test
    void create_twice_differs() {
        InstantSource clock = InstantSource.fixed(TIME);

        assertThat(Ulid.create(clock)).isNotEqualTo(Ulid.create(clock));
    }
}
