package io.dbvouch.cli.shell.assist;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.shell.assist.Names.Function;
import io.dbvouch.cli.shell.assist.Names.Relation;
import io.dbvouch.cli.shell.assist.Suggestions.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggesterTest {
    private static final Names NAMES = new Names(
            List.of("public", "pg_catalog", "stock"),
            List.of(
                    new Relation(1, "public", "orders", 'r', true),
                    new Relation(2, "public", "Odd Name", 'v', true),
                    new Relation(3, "stock", "items", 'r', false),
                    new Relation(4, "pg_catalog", "pg_class", 'r', true),
                    new Relation(5, "public", "orders_pkey", 'i', true),
                    new Relation(8, "stock", "items_sku_key", 'i', false),
                    new Relation(9, "public", "daily", 'm', true),
                    new Relation(6, "public", "o\u001B[2J", 'r', true),
                    new Relation(7, "public", "o\u202Eevil", 'r', true)),
            Map.of(
                    1L, List.of("id", "customer", "order", "Total"),
                    3L, List.of("sku", "size")),
            Map.of(1L, List.of("orders_pkey", "orders_total_check"), 3L, List.of("items_sku_key")),
            List.of(
                    new Function("pg_catalog", "now", false, true),
                    new Function("stock", "refill", false, false),
                    new Function("stock", "recount", true, false),
                    new Function("public", "close_books", true, true)),
            List.of("integer", "interval", "character varying", "stock.weight"),
            List.of("company", "postgres"),
            List.of("arianna", "paola"),
            List.of("pgcrypto", "plpgsql"),
            Map.of(
                    "work_mem", List.of("default"),
                    "row_security", List.of("default", "off", "on"),
                    "search_path", List.of("default")));

    private static final class Fixed implements Sources {
        private String keywordCase = "preserve-upper";
        private Names names = NAMES;
        private List<String> files = List.of();
        private int asked;
        private @Nullable Names newer;

        @Override
        public Names names() {
            asked++;
            return names;
        }

        @Override
        public boolean newerNames() {
            Names found = newer;
            newer = null;
            names = found == null ? names : found;
            return found != null;
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
            return files.isEmpty()
                    ? List.of(typed + "a.sql", typed + "b/")
                    : files.stream()
                            .filter(each -> each.startsWith(typed) && !each.equals(typed))
                            .filter(each -> each.indexOf('/', typed.length()) < 0 || each.endsWith("/"))
                            .toList();
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
        select * from |                      ! >"Odd Name". daily. orders. pg_catalog. public. stock.
        select * from o|                     ! o>orders.
        select * from ORD|                   ! ORD>orders.
        select * from "O|                    ! "O>"Odd Name".
        select * from pg_c|                  ! pg_c>pg_catalog. pg_class.
        select * from stock.|                ! >items. recount( refill(
        select * from orders, st|            ! st>stock.
        select cus| from orders              ! cus>customer.
        select ord| from orders              ! ord>order. orders. ordinality.
        select 1 from orders where "o|       ! "o>"order". "orders".
        select o.| from orders o             ! >"Total". "order". customer. id.
        select x.s| from stock.items as x    ! s>size. sku.
        select i.| from orders; select 1 i   ! >
        select no|                           ! no>no. none. normalize. not. nothing. notify. notnull. now( nowait.
        update orders set cu|                ! cu>customer.
        select 'orders|                      ! >
        select 1 -- ord|                     ! >
        select /* ord|                       ! >
        select 1; -- x\\nsel|                ! sel>select.
        select :d|                           ! :d>:day.
        select :'d|                          ! :'d>:'day'.
        select 1::in|                        ! in>integer. interval.
        select 1::stock.|                    ! >weight.
        grant select on orders to p|         ! p>paola. public.
        \\d|                                 ! \\d>\\d. \\dt.
        \\d or|                              ! or>orders. orders_pkey.
        \\d stock.i|                         ! i>items. items_sku_key.
        \\d "Odd N|                          ! "Odd N>"Odd Name".
        \\dt+ |                              ! >orders. pg_catalog. public. stock.
        \\df n|                              ! n>now.
        \\sf stock.re|                       ! re>recount. refill.
        \\dx p|                              ! p>pgcrypto. plpgsql.
        \\set VERBOSITY |                    ! >default. sqlstate. terse. verbose.
        \\set AUTOCOMMIT o|                  ! o>off. on.
        \\i a.sql |                          ! >
        \\encoding UTF8 |                    ! >
        \\c p|                               ! p>postgres.
        \\du a|                              ! a>arianna.
        \\dn s|                              ! s>stock.
        \\i sub/|                            ! sub/>sub/a.sql sub/b/
        \\copy or|                           ! or>orders.
        \\copy orders |                      ! >from. to. with.
        \\copy orders from |                 ! >a.sql b/
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

    /** Files' names are in quotes where they need them, and folders' quotes stay open. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
        \\i d/pl|                ! d/pl>d/plain.sql.
        \\i d/my|                ! d/my>'d/my dir/
        \\i 'd/my|               ! 'd/my>'d/my dir/
        \\i 'd/my dir/a|         ! 'd/my dir/a>'d/my dir/a file.sql'.
        \\i d/'my dir/a|         ! d/'my dir/a>'d/my dir/a file.sql'.
        \\i 'd/my dir/|          ! 'd/my dir/>'d/my dir/a file.sql 'd/my dir/b.sql
        \\i d/i|                 ! d/i>'d/it''s.sql'.
        \\i 'd/it''|             ! 'd/it''>'d/it''s.sql'.
        \\i d/b|                 ! d/b>'d/back\\\\slash'.
        \\i 'd/back\\\\s|         ! 'd/back\\\\s>'d/back\\\\slash'.
        \\i 'd/back\\x73|        ! 'd/back\\x73>
        \\i d/v|                 ! d/v>'d/v:AUTOCOMMIT'.
        \\i d/s|                 ! d/s>d/same d/same two
        \\i 'd/s|                ! 'd/s>'d/same 'd/same two
        \\copy orders from d/b|  ! d/b>'d/back\\slash'.
        \\copy orders from 'd/m| ! 'd/m>'d/my dir/
        \\copy (select 'a b') to d/pl| ! d/pl>d/plain.sql.
        \\o d/my|                ! d/my>'d/my dir/
        \\w d/my|                ! d/my>'d/my dir/
        \\cd d/my|               ! d/my>'d/my dir/
        \\ir d/my|               ! d/my>'d/my dir/
        \\e d/my|                ! d/my>'d/my dir/
        \\lo_import d/my|        ! d/my>'d/my dir/
        \\i 'd/my dir/b.sql' |   ! >
        """)
    void at_filesWithBlanksOrQuotes_areWrittenAsTheyAreRead(String text, String suggestions) {
        sources.files = List.of(
                "d/plain.sql",
                "d/my dir/",
                "d/my dir/a file.sql",
                "d/my dir/b.sql",
                "d/it's.sql",
                "d/back\\slash",
                "d/v:AUTOCOMMIT",
                "d/same",
                "d/same two");

        assertThat(suggested(text)).isEqualTo(suggestions);
    }

    @Test
    void at_fileThatAProgramNames_isNotLookedFor() {
        assertThat(suggested("\\i `echo d|")).isEqualTo("`echo d>");
    }

    /** Places that are known: there is nothing else to suggest. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
        |                                    ! >ABORT.
        se|                                  ! se>security label. select. set.
        create ta|                           ! ta>table. tablespace.
        create temp ta|                      ! ta>table. tablespace.
        create table x (a in|                ! in>integer. interval.
        create table x (a integer, b char|   ! char>character varying.
        create unique i|                     ! i>index.
        create index on |                    ! >daily. orders. pg_catalog. public. stock.
        create index i on orders using b|    ! b>brin. btree.
        drop t|                              ! t>table. tablespace. text search. transform. trigger. type.
        drop table |                         ! >orders. pg_catalog. public. stock.
        drop table if exists o|              ! o>orders.
        drop table stock.|                   ! >items.
        drop index stock.|                   ! >items_sku_key.
        drop table orders c|                 ! c>cascade.
        drop materialized view |             ! >daily. pg_catalog. public. stock.
        refresh materialized view d|         ! d>daily.
        alter table orders |                 ! >ADD.
        alter table orders alter column |    ! >"Total". "order". customer. id.
        alter table orders drop constraint | ! >orders_pkey. orders_total_check.
        alter table stock.items drop constraint | ! >items_sku_key.
        alter table orders alter id |        ! >ADD GENERATED. DROP. RESTART. SET. TYPE.
        alter table orders alter id type in| ! in>integer. interval.
        alter role arianna set w|            ! w>work_mem.
        insert into orders |                 ! >( DEFAULT VALUES. OVERRIDING. SELECT. TABLE. VALUES. WITH.
        insert into orders (|                ! >"Total". "order". customer. id.
        insert into orders (id, cu|          ! cu>customer.
        insert into stock.items (s|          ! s>size. sku.
        update orders set id = 1, cu|        ! cu>customer.
        delete from orders |                 ! >RETURNING. USING. WHERE.
        copy orders |                        ! >( FROM. TO.
        copy orders from stdin with (f|      ! f>force_not_null. force_null. force_quote. format. freeze.
        merge into orders |                  ! >AS. USING.
        explain (|                           ! >ANALYZE.
        vacuum (fu|                          ! fu>full.
        set |                                ! >CONSTRAINTS.
        set wo|                              ! wo>work_mem.
        set work_mem |                       ! >=. TO.
        set row_security to |                ! >default. off. on.
        set search_path to st|               ! st>stock.
        set search_path to public, st|       ! st>stock.
        set transaction isolation level |    ! >READ COMMITTED. READ UNCOMMITTED. REPEATABLE READ. SERIALIZABLE.
        begin iso|                           ! iso>isolation level.
        show ro|                             ! ro>row_security.
        grant se|                            ! se>select. set.
        grant select on |                    ! >"Odd Name".
        grant select on table o|             ! o>orders.
        grant usage on schema s|             ! s>stock.
        grant usage on schema stock |        ! >TO.
        grant select on orders |             ! >TO.
        revoke all on orders from |          ! >CURRENT_ROLE. CURRENT_USER. PUBLIC. SESSION_USER. arianna. paola.
        comment on |                         ! >ACCESS METHOD.
        call |                               ! >close_books( pg_catalog. public. stock.
        call stock.|                         ! >recount(
        fetch |                              ! >ABSOLUTE.
        select 1; rollback to |              ! >SAVEPOINT.
        select 1 order |                     ! >BY.
        """)
    void at_knownPlaces_areWhatMayFollow(String text, String suggestions) {
        // Long lists are told by how they begin.
        assertThat(suggested(text)).startsWith(suggestions);
        assertThat(suggested(text)).doesNotContain("now(");
    }

    @Test
    void at_whatIsStillTyped_isNobodysAlias() {
        assertThat(suggested("select * from orders lim|")).isEqualTo("lim>limit.");
    }

    @Test
    void at_theEndOfAQuotedName_nothingIsSuggested() {
        assertThat(suggested("select * from \"Odd Name\"|")).endsWith(">");
    }

    @ParameterizedTest
    @CsvSource({"upper, SELECT", "lower, select", "preserve-lower, select", "preserve-upper, select"})
    void at_keywords_haveTheCaseThatIsWanted(String wanted, String word) {
        sources.keywordCase = wanted;

        assertThat(suggester.at("sel", 3).all()).containsExactly(new Suggestion(word, true));
    }

    private static Names withTable(String name) {
        return new Names(
                List.of("public"),
                List.of(new Relation(10, "public", name, 'r', true)),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"select * from zeb|", "\\d zeb|"})
    void at_nothingThatIsKnownFits_isWhatIsNewer(String text) {
        sources.newer = withTable("zebra");

        assertThat(suggested(text)).isEqualTo("zeb>zebra.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select * from ord|", "\\i a.sql |", "select 'zeb|"})
    void at_somethingFitsOrNoNameIsWanted_asksForNothingNewer(String text) {
        sources.newer = withTable("zebra");

        suggested(text);

        assertThat(sources.newer).isNotNull();
    }

    @Test
    void at_namesOfSeveralKinds_areAskedForOnce() {
        suggested("\\d |");

        assertThat(sources.asked).isEqualTo(1);
    }

    @Test
    void at_hostileNames_areNotSuggested() {
        assertThat(suggester.at("select * from \"o", 16).all())
                .extracting(Suggestion::text)
                .containsExactly("\"orders\"");
    }
}
