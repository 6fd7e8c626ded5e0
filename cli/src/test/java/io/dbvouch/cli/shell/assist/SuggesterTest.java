package io.dbvouch.cli.shell.assist;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.shell.assist.Names.Function;
import io.dbvouch.cli.shell.assist.Names.Relation;
import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggesterTest {
    private static final Names NAMES = new Names(
            List.of("public", "pg_catalog", "stock"),
            List.of(
                    new Relation(1, "public", "orders", 'r', true),
                    new Relation(2, "public", "Odd Name", 'v', true),
                    new Relation(3, "stock", "items", 'r', false),
                    new Relation(4, "pg_catalog", "pg_class", 'r', true),
                    new Relation(5, "public", "orders_pkey", 'i', true),
                    new Relation(6, "public", "o\u001B[2J", 'r', true),
                    new Relation(7, "public", "o\u202Eevil", 'r', true)),
            Map.of(
                    1L, List.of("id", "customer", "order", "Total"),
                    3L, List.of("sku", "size")),
            List.of(new Function("pg_catalog", "now", true), new Function("stock", "refill", false)),
            List.of("company", "postgres"),
            List.of("arianna", "paola"));

    private static final class Fixed implements Sources {
        private String keywordCase = "preserve-upper";

        @Override
        public Names names() {
            return NAMES;
        }

        @Override
        public Collection<String> variables() {
            return List.of("AUTOCOMMIT", "day");
        }

        @Override
        public Collection<String> commands() {
            return List.of("d", "dt", "echo", "encoding", "q");
        }

        @Override
        public Collection<String> statements() {
            return List.of("ALTER ROLE", "ALTER TABLE", "SELECT");
        }

        @Override
        public List<String> files(String typed) {
            return List.of(typed + "a.sql", typed + "b/");
        }

        @Override
        public String keywordCase() {
            return keywordCase;
        }
    }

    private final Fixed sources = new Fixed();
    private final Suggester suggester = new Suggester(sources, new Keywords());

    /** What is suggested at the bar: the word's beginning, then all, each that ends with a dot behind. */
    private String suggested(String text) {
        int cursor = text.indexOf('|');
        Suggestions at = suggester.at(text.replace("|", ""), cursor);
        return text.substring(at.start(), cursor) + ">"
                + at.all().stream()
                        .map(each -> each.text() + (each.ends() ? "." : ""))
                        .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
        sel|                                 ! sel>select.
        SEL|                                 ! SEL>SELECT.
        select * from |                      ! >"Odd Name". orders. pg_catalog. public. stock.
        select * from o|                     ! o>orders.
        select * from ORD|                   ! ORD>orders.
        select * from "O|                    ! "O>"Odd Name".
        select * from pg_c|                  ! pg_c>pg_catalog. pg_class.
        select * from stock.|                ! >items. refill(
        select * from orders, st|            ! st>stock.
        select cus| from orders              ! cus>customer.
        select ord| from orders              ! ord>order. orders. ordinality.
        select 1 from orders where "o|       ! "o>"order". "orders".
        select o.| from orders o             ! >"Total". "order". customer. id.
        select x.s| from stock.items as x    ! s>size. sku.
        select i.| from orders; select 1 i   ! >
        select no|                           ! no>no. none. normalize. not. nothing. notify. notnull. now( nowait.
        update orders set cu|                ! cu>cube. current. current_catalog. current_date. current_role. current_schema. current_time. current_timestamp. current_user. cursor. customer.
        select 'orders|                      ! >
        select 1 -- ord|                     ! >
        select /* ord|                       ! >
        select 1; -- x\\nsel|                ! sel>select.
        select :d|                           ! :d>:day.
        select :'d|                          ! :'d>:'day'.
        select 1::te|                        ! >
        grant select on orders to p|         ! p>paola. parallel. partition. password. placing. policy. position. preceding. precision. prepare. primary. procedure. publication.
        \\d|                                 ! \\d>\\d. \\dt.
        \\d or|                              ! or>orders.
        \\d stock.i|                         ! i>items.
        \\dt+ |                              ! >orders. pg_catalog. public. stock.
        \\df n|                              ! n>now.
        \\c p|                               ! p>postgres.
        \\du a|                              ! a>arianna.
        \\dn s|                              ! s>stock.
        \\i sub/|                            ! sub/>sub/a.sql. sub/b/
        \\copy or|                           ! or>orders.
        \\copy orders |                      ! >from. to. with.
        \\copy orders from |                 ! >a.sql. b/
        \\set A|                             ! A>AUTOCOMMIT.
        \\set A x|                           ! x>
        \\echo :d|                           ! :d>:day.
        \\pset form|                         ! form>format.
        \\pset format h|                     ! h>html.
        \\h alter t|                         ! t>TABLE.
        \\h al|                              ! al>ALTER ROLE. ALTER TABLE.
        \\x |                                ! >auto. off. on.
        \\q |                                ! >
        select 1 \\e|                        ! \\e>\\echo. \\encoding.
        """)
    void at_words_areWhatFits(String text, String suggestions) {
        assertThat(suggested(text.replace("\\n", "\n"))).isEqualTo(suggestions);
    }

    @ParameterizedTest
    @CsvSource({"upper, SELECT", "lower, select", "preserve-lower, select", "preserve-upper, select"})
    void at_keywords_haveTheCaseThatIsWanted(String wanted, String word) {
        sources.keywordCase = wanted;

        assertThat(suggester.at("sel", 3).all()).containsExactly(new Suggestion(word, true));
    }

    @Test
    void at_hostileNames_areNotSuggested() {
        assertThat(suggester.at("select * from \"o", 16).all())
                .extracting(Suggestion::text)
                .containsExactly("\"orders\"");
    }
}
